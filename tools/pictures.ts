import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { productScene } from '../local/automator/scenes'
import { startStage } from '../local/automator/stage'
import { reportOf } from './pictures/report'
import { takePictures, type Variant } from './pictures/run'
import { PICTURES } from './pictures/table'
import { takeWall } from './pictures/wall'

const LIGHT: Variant = { suffix: '' }
const DARK: Variant = { suffix: '-dark', theme: 'dark' }
/** Beyond the reference phone: the narrowest and widest supported, and WeChat's 特大 font setting. */
const MORE: readonly Variant[] = [
  { suffix: '-320', width: 320, height: 568 },
  { suffix: '-430', width: 430, height: 932 },
  { suffix: '-large', fontSize: 21 },
]

/**
 * Takes the pictures of `docs/pictures`, or with `--all DIR` those of every state on every kind of phone, and measures
 * each. Ends with 1 when a picture breaks a rule. `--only TEXT,TEXT` takes those whose name contains one of them.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { all: { type: 'string' }, only: { type: 'string' } },
  })
  const root = process.cwd()
  const isAll = values.all !== undefined
  const wanted = (values.only ?? '').split(',')
  const pictures = PICTURES.filter(
    ({ name, isExtra }) => wanted.some((text) => name.includes(text)) && (isAll || !isExtra),
  )
  const outDir = resolve(values.all ?? join(root, 'docs/pictures'))
  const scene = await productScene(root, 'story/index.ts')
  const dataDir = await mkdtemp(join(tmpdir(), 'pictures-'))
  try {
    const stage = await startStage({ root, dataDir, ...scene })
    try {
      if (values.only === undefined) console.error(await takeWall(stage, scene.cast(), outDir))
      const shots = await takePictures({
        stage,
        root,
        people: scene.cast(),
        groups: scene.groups(),
        pictures,
        variants: isAll ? [LIGHT, DARK, ...MORE] : [LIGHT, DARK],
        outDir,
        onShot: ({ file }) => console.error(file),
      })
      const report = reportOf(shots)
      console.log(report.text)
      return report.isClean ? 0 : 1
    } finally {
      await stage.close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

process.exit(await main())
