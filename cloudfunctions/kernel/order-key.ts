/** Sortable and unique: time in 13 digits, then the id. The cursor of lists that run by time. */
export const orderKey = (at: number, id: string): string => `${String(at).padStart(13, '0')}:${id}`
