/** Every document has a string `_id`; composed ids join their parts with `:`. */
export interface Document {
  _id: string
}

export type Scalar = string | number | boolean | null

type Leaf = Scalar | undefined | readonly unknown[]

/**
 * Field paths of a document, dotted. A record contributes any key, with the whole of its value: no path goes into it, since a
 * pattern of keys cannot tell where a key ends. Lists are leaves: their parts have no path.
 */
export type Path<T> = T extends unknown
  ? {
      [K in keyof T & string]: unknown extends T[K]
        ? K
        : NonNullable<T[K]> extends Leaf
          ? K
          : string extends keyof NonNullable<T[K]>
            ? K | `${K}.${string}`
            : K | `${K}.${Path<NonNullable<T[K]>>}`
    }[keyof T & string]
  : never

/** The type at a path. */
export type ValueAt<T, P extends string> = T extends unknown
  ? P extends keyof T
    ? T[P]
    : P extends `${infer K}.${infer Rest}`
      ? K extends keyof T
        ? ValueAt<NonNullable<T[K]>, Rest>
        : never
      : never
  : never

/** The first field of a path. */
export type Root<P extends string> = P extends `${infer K}.${string}` ? K : P

/** Fields of an index in order; `[path, -1]` runs downwards. */
export type IndexFields<D> = readonly (Path<D> | readonly [Path<D>, -1])[]

/** The paths of an index. */
export type PathsOf<F> = F extends readonly (infer Item)[]
  ? Item extends readonly [infer P extends string, -1]
    ? P
    : Item extends string
      ? Item
      : never
  : never

type Element<V> = V extends readonly (infer E)[] ? E : V

/** A condition on one field; only what an index can serve. A list matches by any of its parts. */
export type Condition<V> = Comparison<Element<V>>

type Comparison<V> =
  | Extract<V, Scalar>
  | { in: readonly Extract<V, Scalar>[] }
  | { lt: Extract<V, Scalar> }
  | { gt: Extract<V, Scalar> }
  | { gte: Extract<V, Scalar> }
  | { gte: Extract<V, Scalar>; lt: Extract<V, Scalar> }
  | { gt: Extract<V, Scalar>; lt: Extract<V, Scalar> }

/** Paths whose value is a number. */
export type NumericPath<D> = {
  [P in Path<D>]: NonNullable<ValueAt<D, P>> extends number ? P : never
}[Path<D>]
