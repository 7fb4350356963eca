import type { Plugin } from 'esbuild'

const NAMESPACE = 'lazy-sdk-part'

/** The data-model client: called in every `cloud.init` to make `cloud.models`, whose result is asked for by name only. */
const MODELS = '@cloudbase/wx-cloud-client-sdk'

/**
 * Packages that @cloudbase/node-sdk 3.17.2 requires at the top of its files and touches only inside functions that a database call
 * never reaches: AI, tickets for custom log-in, the metadata look-up, and storage's XML.
 */
const PARTS = [MODELS, '@cloudbase/ai', '@cloudbase/app', 'axios', 'jsonwebtoken', 'xml2js']

const modelsStub = `
const real = () => require(${JSON.stringify(MODELS)}).default
module.exports = {
  __esModule: true,
  default: {
    generateHTTPClient(...args) {
      let client
      const load = () => (client ??= real().generateHTTPClient(...args))
      return new Proxy({}, {
        get: (_target, key) => load()[key],
        has: (_target, key) => key in load(),
      })
    },
    generateMySQLClient: (...args) => real().generateMySQLClient(...args),
  },
}
`

const partStub = (name: string) => `
const load = () => require(${JSON.stringify(name)})
module.exports = new Proxy(function () {}, {
  get: (_target, key) => (key === '__esModule' ? undefined : load()[key]),
  has: (_target, key) => key in load(),
  apply: (_target, self, args) => Reflect.apply(load(), self, args),
  construct: (_target, args) => Reflect.construct(load(), args),
})
`

/**
 * Loads parts of the SDK when they are first used instead of in every cold start. The SDK's own code stays as it is: its files get the
 * same modules, later.
 */
export const lazySdkParts: Plugin = {
  name: NAMESPACE,
  setup(build) {
    const filter = new RegExp(`^(${PARTS.join('|')})$`)
    build.onResolve({ filter }, ({ path, namespace, importer, resolveDir }) =>
      namespace !== NAMESPACE && /@cloudbase[\\/]node-sdk[\\/]/.test(importer)
        ? { path, namespace: NAMESPACE, pluginData: resolveDir }
        : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path, pluginData }) => ({
      contents: path === MODELS ? modelsStub : partStub(path),
      resolveDir: pluginData as string,
    }))
  },
}
