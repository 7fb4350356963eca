/** A part of `npm test` that runs as one jest project, see `jest.config.cjs`. */
export interface Part {
  project: string
  /** What it is, for the table at the end. */
  about: string
  /**
   * Files and folders that it depends on: unchanged since it was green, it is skipped. Absent: it always runs. That no
   * import leads out of the list is tested.
   */
  dependsOn?: readonly string[]
}

/** What any test may change by. */
const COMMON = ['package-lock.json', 'jest.config.cjs', 'tools/run.mjs', 'test/kit', 'local']

const SUITES_OF_LOCAL = ['test/conformance', 'test/unit/local', 'test/functions/local-cloud']
const SUITES_OF_PHONE = ['test/pages', 'test/e2e/automator']
/** Programs that the tests of the phone start. */
const PROGRAMS = [
  'tools/walk-project.ts',
  'tools/walk',
  'tools/audit-pages.ts',
  'tools/audit',
  'tools/pictures/kit.ts',
]

/** In the order in which they run. */
export const PARTS: readonly Part[] = [
  { project: 'fast', about: 'the product, without a browser' },
  {
    project: 'local',
    about: 'the local WeChat, without a browser',
    dependsOn: [...COMMON, ...SUITES_OF_LOCAL],
  },
  { project: 'e2e', about: 'the product, in Chromium' },
  {
    project: 'phone',
    about: 'the local WeChat, in Chromium',
    dependsOn: [...COMMON, ...SUITES_OF_PHONE, ...PROGRAMS],
  },
]
