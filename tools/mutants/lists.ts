import { build } from 'esbuild'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Mutant } from './mutant'

const FOLDER = 'test/mutants'

/** Domains that have a list, in order of their names. */
export const domains = (): string[] =>
  readdirSync(FOLDER)
    .map((name) => name.replace(/\.ts$/, ''))
    .sort()

/** The list of a domain: what `test/mutants/<domain>.ts` exports as `mutants`. */
export async function mutantsOf(domain: string): Promise<Mutant[]> {
  const outfile = resolve('.cache/mutants/lists', `${domain}.mjs`)
  await build({
    entryPoints: [`${FOLDER}/${domain}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  })
  const list = (await import(pathToFileURL(outfile).href)) as { mutants: Mutant[] }
  return list.mutants
}
