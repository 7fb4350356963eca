import { build } from 'esbuild'
import { createRequire } from 'node:module'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { lazySdkParts } from '../../../tools/lazy-sdk-parts'

const PROGRAM = `
const cloudbase = require('@cloudbase/node-sdk')
exports.sdk = cloudbase.init({ env: 'test', secretId: 'id', secretKey: 'key' })
exports.xml = require('xml2js')
`

describe('the bundled SDK', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lazy-'))
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('has its parts when they are asked for', async () => {
    const outfile = join(dir, 'bundle.cjs')
    const { metafile } = await build({
      stdin: { contents: PROGRAM, resolveDir: resolve('.') },
      outfile,
      bundle: true,
      platform: 'node',
      metafile: true,
      plugins: [lazySdkParts],
    })
    const lazy = Object.keys(metafile.inputs).filter((path) => path.startsWith('lazy-sdk-part:'))
    expect(lazy.length).toBeGreaterThanOrEqual(5)
    const { sdk } = createRequire(outfile)(outfile) as {
      sdk: { models: Record<string, unknown>; ai(): object }
    }
    expect(typeof sdk.models['$runSQL']).toBe('function')
    expect(sdk.ai()).toHaveProperty('createModel')
  })
})
