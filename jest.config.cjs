process.env.TZ = 'Asia/Shanghai'

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/test/kit/setup.cjs'],
  transform: { '\\.[cm]?[jt]s$': '<rootDir>/test/kit/esbuild-transform.cjs' },
  transformIgnorePatterns: ['/node_modules/(?!(chinese-days)/)'],
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/.cache/',
    '<rootDir>/.local/',
    '<rootDir>/deploy/node_modules/',
  ],
}

const LOCAL = ['test/conformance', 'test/unit/local', 'test/functions/local-cloud']
const PHONE = ['test/pages', 'test/e2e/automator']

/** The company that `npm start` shows, and the tables that name tests of all parts: they follow the product. */
const OF_PRODUCT = ['test/unit/local/seed/', 'test/unit/local/readme.test.ts']

const below = (folders) => folders.map((folder) => `<rootDir>/${folder}/**/*.test.ts`)
const paths = (names) => names.map((name) => `<rootDir>/${name}`)
const inChromium = { globalSetup: '<rootDir>/test/kit/unpack-chromium.cjs' }

/**
 * `fast` and `e2e` are the product's; `local` and `phone` those of the local WeChat, which `npm test` leaves out while
 * nothing they depend on changed (`tools/test/parts.ts`). Every test file is in exactly one of them.
 */
module.exports = {
  projects: [
    {
      ...base,
      displayName: 'fast',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [
        ...paths(['test/e2e/', 'test/pages/', 'test/conformance/', 'test/functions/local-cloud/']),
        `<rootDir>/test/unit/local/(?!seed/|readme\\.test\\.ts)`,
      ],
    },
    {
      ...base,
      displayName: 'local',
      testMatch: below(LOCAL),
      testPathIgnorePatterns: paths(OF_PRODUCT),
    },
    {
      ...base,
      ...inChromium,
      displayName: 'e2e',
      testMatch: below(['test/e2e']),
      testPathIgnorePatterns: paths(['test/e2e/automator/']),
    },
    { ...base, ...inChromium, displayName: 'phone', testMatch: below(PHONE) },
  ],
}
