import { readFile } from 'node:fs/promises'
import type { CloudOptions, CollectionDeclaration } from './types'

type Declared = Omit<CollectionDeclaration, 'indexes'> & Partial<CollectionDeclaration>

/**
 * What a file of collections says: JSON as in dist/cloudfunctions/schema.json, where `indexes` may be left out.
 * Without a file nobody can declare an index, so that to lack one is only slow, as on the platform.
 * @throws Error when the file is no list of collections
 */
export async function declarations(
  file: string | undefined,
): Promise<Pick<CloudOptions, 'collections' | 'maxScan'>> {
  if (file === undefined) return { maxScan: Infinity }
  const declared: unknown = JSON.parse(await readFile(file, 'utf8'))
  if (!Array.isArray(declared) || !declared.every(isNamed)) {
    throw new Error(`${file} should be a list of collections with their indexes`)
  }
  return { collections: declared.map((one) => ({ indexes: [], ...one })) }
}

const isNamed = (one: unknown): one is Declared =>
  typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string'
