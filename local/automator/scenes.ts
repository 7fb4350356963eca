import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { functionEnvironment, TEMPLATES } from '../cli/console'
import { addNewcomers } from '../cli/people'
import { functionsOf, readProject } from '../cli/project'
import type { CollectionDeclaration } from '../cloud/types'
import { seed as seedCompany } from '../seed'
import type { StageOptions, StageProject } from './stage'

/** Who is there, by what they stand for; every scene has these three. */
export type Cast = Readonly<Record<'member' | 'admin' | 'manager', string> & Record<string, string>>

/** What a stage shows: a project, and who is there. */
export interface Scene {
  project: StageProject
  seed: StageOptions['seed']
  startAt?: number
  /** Person ids; known once seeded. */
  cast: () => Cast
}

/** What whoever enters the empty product first has to type in. */
export const SETUP_CODE = 'E2E-CODE'
const SEED = 20_261_121
/** A Friday morning at work, so that tests and pictures are the same at any hour of any day. */
const FRIDAY_MORNING = Date.parse('2026-11-20T10:30:00+08:00')

/** The product as `npm run build` left it, with the company of the seed. */
export async function productScene(root: string): Promise<Scene> {
  let cast: Cast | undefined
  return {
    project: await productProject(root),
    startAt: FRIDAY_MORNING,
    async seed({ cloud, world, now }) {
      const templateId = TEMPLATES[0]?.templateId
      const { personas } = await seedCompany({
        cloud,
        world,
        seed: SEED,
        now,
        artefactsDir: join(root, 'dist/cloudfunctions'),
        ...(templateId && { templateId }),
      })
      const ids = Object.entries(personas).map(([key, { personId }]) => [key, personId])
      cast = Object.fromEntries(ids) as Cast
      return { firstPerson: cast.member }
    },
    cast: () => known(cast),
  }
}

/** The product before anybody set it up: three people in one chat. */
export async function emptyScene(root: string): Promise<Scene> {
  let cast: Cast | undefined
  return {
    project: await productProject(root),
    startAt: FRIDAY_MORNING,
    seed({ world }) {
      const [member, admin, manager] = addNewcomers(world)
      if (!member || !admin || !manager) throw new Error('The empty environment lacks people')
      cast = { member, admin, manager }
      return Promise.resolve({ firstPerson: member })
    },
    cast: () => known(cast),
  }
}

/** Any mini program with its functions, three people in one group chat and one card to each of its pages. */
export async function plainScene(projectDir: string): Promise<Scene> {
  const project = readProject(resolve(projectDir))
  const appJson = join(project.dir, project.miniprogramRoot, 'app.json')
  const { pages } = JSON.parse(await readFile(appJson, 'utf8')) as { pages: string[] }
  const cast = { member: 'chen', admin: 'zhou', manager: 'wu' }
  return {
    project: { ...project, ...functionsOf(project) },
    seed({ world }) {
      world.addPerson({ personId: cast.member, nickname: '陈一诺' })
      world.addPerson({ personId: cast.admin, nickname: '周敏' })
      world.addPerson({ personId: cast.manager, nickname: '吴越' })
      world.addChat({ chatId: 'team', name: '测试群', personIds: Object.values(cast) })
      for (const path of pages) {
        const card = { title: path, path, withShareTicket: true }
        world.post('team', cast.admin, { kind: 'card', card })
      }
      return Promise.resolve({ firstPerson: cast.member })
    },
    cast: () => cast,
  }
}

function known(cast: Cast | undefined): Cast {
  if (!cast) throw new Error('The scene has not been seeded yet')
  return cast
}

async function productProject(root: string): Promise<StageProject> {
  const functionsDir = join(root, 'dist/cloudfunctions')
  const schema = await readFile(join(functionsDir, 'schema.json'), 'utf8').catch(() => {
    throw new Error('The product is not built: npm run build')
  })
  return {
    ...readProject(root),
    functionsDir,
    collections: JSON.parse(schema) as CollectionDeclaration[],
    environment: functionEnvironment(SETUP_CODE),
    templates: TEMPLATES,
  }
}
