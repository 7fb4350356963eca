import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { productProject, type StageOptions, type StageProject } from './stage'

/** Who the three phones of a test belong to. */
export interface Roles {
  member: string
  admin: string
  manager: string
}

/** What a stage shows: a project, and who is there. */
export interface Scene {
  project: StageProject
  seed: StageOptions['seed']
  roles: Roles
}

/** Any mini program, with three people in one group chat and one card to each of its pages. */
export async function plainScene(projectDir: string): Promise<Scene> {
  const dir = resolve(projectDir)
  const read = async (path: string): Promise<unknown> =>
    JSON.parse(await readFile(join(dir, path), 'utf8'))
  const config = (await read('project.config.json')) as {
    appid?: string
    miniprogramRoot?: string
    projectname?: string
  }
  const miniprogramRoot = config.miniprogramRoot ?? './'
  const app = (await read(join(miniprogramRoot, 'app.json'))) as { pages: string[] }
  const roles: Roles = { member: 'chen', admin: 'zhou', manager: 'wu' }
  return {
    project: {
      dir,
      miniprogramRoot,
      appName: config.projectname ?? basename(dir),
      appid: config.appid ?? 'wx0000000000000000',
    },
    roles,
    seed({ world }) {
      world.addPerson({ personId: roles.member, nickname: '陈一诺' })
      world.addPerson({ personId: roles.admin, nickname: '周敏' })
      world.addPerson({ personId: roles.manager, nickname: '吴越' })
      world.addChat({ chatId: 'team', name: '测试群', personIds: Object.values(roles) })
      for (const path of app.pages) {
        const card = { title: path, path, withShareTicket: true }
        world.post('team', roles.admin, { kind: 'card', card })
      }
      return Promise.resolve({ firstPerson: roles.member })
    },
  }
}
