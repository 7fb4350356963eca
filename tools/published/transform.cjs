/**
 * Jest transform of the published tests: TypeScript by esbuild, after putting right what was written for other
 * packages and an older jest than ours.
 */
const { transformSync } = require('esbuild')

const REWRITES = [
  // power-assert is `assert` with drawings; it is called, which a namespace of modules cannot be.
  [/^import \* as (\w+) from 'power-assert'/m, "import $1 = require('node:assert')"],
  // bson 4 knew the class by both names, bson 5 and later by one.
  [/^import \{ ObjectID \} from 'bson'/m, "import { ObjectId as ObjectID } from 'bson'"],
  // Groups that wait for nothing; jest 23 did not mind that they were async.
  [/^(\s*describe\('[^']*', )async /gm, '$1'],
]

module.exports = {
  process(published, path) {
    const source = REWRITES.reduce((text, [from, to]) => text.replace(from, to), published)
    const { code } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline',
    })
    return { code }
  },
}
