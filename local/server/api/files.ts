import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiCall, Routes } from '../context'
import { HttpError, readBody, type Answer } from '../http'

const PICTURES: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
}
const PICTURE_LIMIT = 5 * 1024 * 1024

/** Keeps a card's picture, which the mini program only has as a temporary file, for everyone who sees the card. */
async function keepPicture(call: ApiCall): Promise<unknown> {
  const extension = PICTURES[call.request.headers['content-type'] ?? '']
  if (!extension) throw new HttpError(415, 'only png, jpeg, webp and gif pictures are kept')
  const bytes = await readBody(call.request, PICTURE_LIMIT)
  const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.${extension}`
  await mkdir(call.context.filesDir, { recursive: true })
  await writeFile(join(call.context.filesDir, name), bytes)
  return { url: `/pictures/${name}` }
}

/** Serves what `keepPicture` kept. The name is its hash: nobody can guess or climb. */
export async function pictureFile(dir: string, name: string): Promise<Answer> {
  const extension = /^[0-9a-f]{32}\.(png|jpg|webp|gif)$/.exec(name)?.[1]
  if (!extension) throw new HttpError(404, 'no such picture')
  const type = Object.entries(PICTURES).find(([, one]) => one === extension)?.[0] ?? ''
  try {
    const cache = 'public, max-age=31536000, immutable'
    return { type, body: await readFile(join(dir, name)), cache }
  } catch {
    throw new HttpError(404, 'no such picture')
  }
}

export const fileRoutes: Routes = { keepPicture: { raw: keepPicture } }
