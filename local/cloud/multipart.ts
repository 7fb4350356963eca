import { CloudError } from './errors'

const HEADER_END = Buffer.from('\r\n\r\n')

/**
 * The fields of a `multipart/form-data` body by name, as bytes: `requestData` and the files of old SDKs are binary
 * without a file name, which the built-in form parsers would decode as text. The body is already in memory.
 * @throws CloudError INVALID_PARAM when the body is malformed
 */
export function parseMultipart(contentType: string, body: Buffer): Map<string, Buffer> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (boundary === undefined) throw malformed('no boundary')
  const delimiter = Buffer.from(`--${boundary}`)
  const fields = new Map<string, Buffer>()
  // Only at the start of a line: the bytes of a file may hold the same letters.
  const nextDelimiter = Buffer.concat([Buffer.from('\r\n'), delimiter])
  let start = body.indexOf(delimiter) + delimiter.length
  while (start >= delimiter.length) {
    if (body.toString('latin1', start, start + 2) === '--') return fields
    const next = body.indexOf(nextDelimiter, start)
    if (next < 0) break
    readPart(body.subarray(start + 2, next), fields)
    start = next + nextDelimiter.length
  }
  throw malformed('no closing boundary')
}

function readPart(part: Buffer, fields: Map<string, Buffer>): void {
  const headerEnd = part.indexOf(HEADER_END)
  if (headerEnd < 0) throw malformed('part without headers')
  const name = /(?:^|[\s;])name="([^"]*)"/.exec(part.toString('utf8', 0, headerEnd))?.[1]
  if (name === undefined) throw malformed('part without a name')
  fields.set(name, part.subarray(headerEnd + HEADER_END.length))
}

function malformed(what: string): CloudError {
  return new CloudError('INVALID_PARAM', `malformed multipart body: ${what}`)
}
