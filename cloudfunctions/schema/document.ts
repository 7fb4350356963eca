/** Every document has a string `_id`; composed ids join their parts with `:`. */
export interface Document {
  _id: string
}
