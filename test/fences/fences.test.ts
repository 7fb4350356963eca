import { ESLint } from 'eslint'
import { resolve } from 'node:path'
import tseslint from 'typescript-eslint'
import fences from '../../eslint.fences.cjs'
import { FIXTURES } from './fixtures'

const ROOT = resolve(__dirname, '../..')

describe('fences', () => {
  let eslint: ESLint
  beforeAll(() => {
    eslint = new ESLint({
      cwd: ROOT,
      overrideConfigFile: true,
      overrideConfig: [
        { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
        ...(fences as object[]),
      ],
    } as ESLint.Options)
  })

  const messages = async (file: string, code: string) =>
    (await eslint.lintText(code, { filePath: resolve(ROOT, file) })).flatMap((r) => r.messages)

  it.each(FIXTURES)('$fence ($file)', async ({ file, refused, allowed }) => {
    expect(await messages(file, refused)).not.toEqual([])
    expect(await messages(file, allowed)).toEqual([])
  })
})
