/** A page address of a mini program, taken apart. Values stay as they were written: WeChat does not decode them. */
export interface PageUrl {
  path: string
  query: Record<string, string>
}

function parseQuery(text: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const part of text.split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    if (at < 0) query[part] = ''
    else query[part.slice(0, at)] = part.slice(at + 1)
  }
  return query
}

export function formatQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** Parses `/pages/a/a?x=1`, or a path relative to the page `from`. */
export function parseUrl(url: string, from = ''): PageUrl {
  const [address = '', ...rest] = url.split('?')
  const parts = address.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of address.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  const path = parts.join('/').replace(/\.html$/, '')
  return { path, query: parseQuery(rest.join('?').split('#')[0] ?? '') }
}
