import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { plainScene } from '../local/automator/scenes'
import { createCompiler } from '../local/compiler'
import { formatProblem } from '../local/compiler/problems'
import { startStage } from '../local/automator/stage'
import { routeOf } from './walk/pages'
import { isDrawn, walkReport } from './walk/report'
import { walk } from './walk/walk'

const USAGE = `npm run local:walk -- --project DIR [--out DIR] [--all] [--theme dark]
  opens a mini program in the local WeChat, taps through its tab pages (without a tab bar: its first page; with --all
  every page) and prints what each drew and complained about; pictures go to --out`

/** Ends with 1 when it does not compile, a page was not reached or nothing was drawn on it. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      project: { type: 'string' },
      out: { type: 'string', default: '.cache/walk' },
      all: { type: 'boolean', default: false },
      theme: { type: 'string', default: 'light' },
    },
  })
  if (values.project === undefined) throw new Error(USAGE)
  const theme = values.theme
  if (theme !== 'light' && theme !== 'dark')
    throw new Error(`--theme is light or dark, not ${theme}`)
  const root = process.cwd()
  const scene = await plainScene(values.project)
  const { dir, miniprogramRoot } = scene.project
  const { errors } = await createCompiler({ projectDir: dir, miniprogramRoot }).build()
  if (errors.length > 0) {
    console.log(errors.map(formatProblem).join('\n'))
    return 1
  }
  const route = await routeOf(scene.project, values.all)
  const dataDir = await mkdtemp(join(tmpdir(), 'walk-'))
  try {
    const stage = await startStage({ root, dataDir, ...scene })
    try {
      const visits = await walk({
        stage,
        personId: scene.cast().member,
        route,
        theme,
        outDir: resolve(values.out),
        onVisit: ({ file }) => console.error(file),
      })
      console.log(walkReport(visits))
      return visits.every(isDrawn) ? 0 : 1
    } finally {
      await stage.close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }),
)
