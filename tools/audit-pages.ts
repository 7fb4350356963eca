import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainScene } from '../local/automator/scenes'
import { startStage } from '../local/automator/stage'
import { takePictures, type Picture } from './pictures/run'

/** Measures every page of any mini program as it opens; prints `[{ page, findings, problems }]` as one JSON line. */
async function main(projectDir: string): Promise<void> {
  const root = process.cwd()
  const dataDir = await mkdtemp(join(tmpdir(), 'audit-'))
  try {
    const scene = await plainScene(projectDir)
    const app = JSON.parse(
      await readFile(join(scene.project.dir, scene.project.miniprogramRoot, 'app.json'), 'utf8'),
    ) as { pages: string[] }
    const stage = await startStage({ root, dataDir, ...scene })
    const pictures = app.pages.map((open): Picture => {
      return { name: open.replaceAll('/', '-'), as: 'member', open, status: ['ready'] }
    })
    const shots = await takePictures({
      stage,
      root,
      people: scene.cast(),
      groups: scene.groups(),
      pictures,
      variants: [{ suffix: '' }],
      outDir: join(dataDir, 'pictures'),
      onShot: () => undefined,
    })
    const lines = shots.map(({ picture: { open: page }, findings, problems }) => {
      return { page, findings, problems }
    })
    console.log(JSON.stringify(lines))
    await stage.close()
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

await main(process.argv[2] ?? '.')
process.exit(0)
