import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { CloudError } from '../errors'

const MAX_PATH_BYTES = 850

/**
 * Refuses what the platform refuses as a `cloudPath`: empty, leading or doubled `/`, `..`, control characters, longer
 * than 850 bytes (docs.cloudbase.net, cloud storage naming rules).
 */
export function checkCloudPath(path: string): void {
  const bad =
    path === '' ||
    path.startsWith('/') ||
    path.endsWith('/') ||
    path.includes('//') ||
    path.split('/').some((part) => part === '..' || part === '.') ||
    hasControlCharacter(path) ||
    Buffer.byteLength(path) > MAX_PATH_BYTES
  if (bad) {
    throw new CloudError('STORAGE_SIGN_PARAM_INVALID', `invalid cloudPath: ${path.slice(0, 100)}`)
  }
}

function hasControlCharacter(path: string): boolean {
  for (let index = 0; index < path.length; index += 1) if (path.charCodeAt(index) < 32) return true
  return false
}

/** fileIDs of one environment: `cloud://<env>.<bucket>/<path>`. */
export class FileIds {
  readonly prefix: string

  constructor(env: string) {
    const bucket = `${Buffer.from(env).toString('hex').slice(0, 4)}-${env}-1250000000`
    this.prefix = `cloud://${env}.${bucket}/`
  }

  of(path: string): string {
    return this.prefix + path
  }

  /** The path of a fileID, undefined when it is not one of this environment. */
  pathOf(fileId: unknown): string | undefined {
    if (typeof fileId !== 'string' || !fileId.startsWith(this.prefix)) return undefined
    return fileId.slice(this.prefix.length) || undefined
  }
}

/**
 * Where a file of the flat object store lies on disk. Object keys may be `a` and `a/b` at once and longer than file
 * names, so the name is a hash, with the readable end of the key for people who look.
 */
export function diskPath(root: string, path: string): string {
  const hash = createHash('sha256').update(path).digest('hex')
  const readable = (path.split('/').at(-1) ?? '').replace(/[^\w.-]/g, '_').slice(-60)
  return join(root, hash.slice(0, 2), `${hash.slice(2, 34)}-${readable}`)
}

const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  csv: 'text/csv; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export function contentTypeOf(path: string): string {
  return TYPES[path.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
