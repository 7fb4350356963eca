/** Splits a path of our own; values are decoded. */
export function parsePath(path: string): { page: string; query: Record<string, string> } {
  const [page = '', search = ''] = path.replace(/^\//, '').split('?')
  const query: Record<string, string> = {}
  for (const part of search.split('&')) {
    const [key, value = ''] = part.split('=')
    if (key) query[key] = decodeURIComponent(value)
  }
  return { page, query }
}

/** `/page?a=b` with encoded values; parts without value are left out. */
export function pathOf(page: string, query: Record<string, string | undefined> = {}): string {
  const parts = Object.entries(query)
    .filter((part): part is [string, string] => part[1] !== undefined && part[1] !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
  return parts.length > 0 ? `/${page}?${parts.join('&')}` : `/${page}`
}
