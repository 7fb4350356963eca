import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { functionEnvironment, TEMPLATES } from '../cli/console'
import { addNewcomers } from '../cli/people'
import { functionsOf, readProject } from '../cli/project'
import { playOnce } from '../cli/story'
import type { CollectionDeclaration } from '../cloud/types'
import type { StageOptions, StageProject } from './stage'

/** Who is there, by what they stand for; every scene has these three. */
export type Cast = Readonly<Record<'member' | 'admin' | 'manager', string> & Record<string, string>>

/** What a stage shows: a project, and who is there. */
export interface Scene {
  project: StageProject
  prepare?: StageOptions['prepare']
  seed: StageOptions['seed']
  startAt?: number
  /** Person ids; known once seeded. */
  cast: () => Cast
  /** Ids of groups by the name that tests use; none where there is no company. */
  groups: () => Readonly<Record<string, string>>
}

/** What whoever enters the empty product first has to type in. */
export const SETUP_CODE = 'E2E-CODE'
/** A Friday morning at work, so that tests and pictures are the same at any hour of any day. */
const FRIDAY_MORNING = Date.parse('2026-11-20T10:30:00+08:00')

/** The product as `npm run build` left it, with the company of a story. */
export async function productScene(root: string, story: string): Promise<Scene> {
  const project = await productProject(root)
  let facts: { cast: Cast; groups: Readonly<Record<string, string>> } | undefined
  return {
    project,
    startAt: FRIDAY_MORNING,
    async prepare(folders) {
      const { people, groups } = await playOnce(
        { root, file: story, project, now: FRIDAY_MORNING },
        folders,
      )
      facts = { cast: people as Cast, groups }
    },
    seed: () => Promise.resolve({ firstPerson: known(facts?.cast).member }),
    cast: () => known(facts?.cast),
    groups: () => facts?.groups ?? {},
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
    groups: () => ({}),
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
    groups: () => ({}),
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
