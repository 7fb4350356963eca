import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { isInstalled } from '../../../deploy/heavy'
import { sampleJson, withSample, type Files } from '../tools/sample-project'

const root = resolve(__dirname, '../../..')
const withPackages = isInstalled(root) ? describe : describe.skip

/** What the code check asks of a project before an upload. */
const READY: Files = {
  'package.json': '{"name":"sample","version":"1.0.0"}',
  ...sampleJson('project.config.json', {
    setting: {
      es6: true,
      minified: true,
      minifyWXML: true,
      minifyWXSS: true,
      useCompilerPlugins: ['typescript'],
    },
  }),
  ...sampleJson('mp/app.json', { lazyCodeLoading: 'requiredComponents' }),
}

const check = (files: Files) =>
  withSample({ ...READY, ...files }, (dir) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['tools/run.mjs', 'deploy/official/cli.ts', dir],
      { cwd: root, encoding: 'utf8' },
    )
    return { status, stdout, stderr }
  })

withPackages('npm run check:official (once deploy/ is installed)', () => {
  it('compiles offline, sizes the packages, and reports what compiler and checks say of a key', async () => {
    const { status, stdout, stderr } = await check(
      sampleJson('mp/pages/home/home.json', { enablePullDown: true }),
    )
    expect(stdout).toMatch(/\(main\) +\d+\.\d +2048[^]*more\/ +\d+\.\d +2048/)
    expect(stderr).toContain('mp/pages/home/home.json unknown key enablePullDown (unknown-key)')
    expect(stderr).toContain('invalid page.json ["enablePullDown"] (compiler-warning)')
    expect(stdout).toContain('official: 2 problems')
    expect(status).toBe(1)
  }, 120_000)
})
