import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Built, fetched or of somebody else. */
const NOT_OURS = /(^|\/)(node_modules|miniprogram_npm|vendor|dist|\.cache)\//

/** TypeScript sources below these folders, from the root of the repository, in order. */
export const sourceFiles = (folders: readonly string[], root = '.'): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !NOT_OURS.test(path))
    .sort()
