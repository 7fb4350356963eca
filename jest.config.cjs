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

/** `fast` runs in parallel; `e2e` drives one Chromium and runs alone (see the test script). */
module.exports = {
  projects: [
    {
      ...base,
      displayName: 'fast',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/e2e/', '<rootDir>/test/pages/'],
    },
    {
      ...base,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/{e2e,pages}/**/*.test.ts'],
    },
  ],
}
