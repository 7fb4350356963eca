/** JSON with the keys of objects in order and without what is undefined: the same for the same content, however it was put together. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((part) => stableJson(part ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const parts = Object.entries(value as Record<string, unknown>)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${stableJson(part)}`)
  return `{${parts.join(',')}}`
}
