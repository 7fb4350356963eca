import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What `project.config.json` of a mini program says. */
export interface ProjectFacts {
  dir: string
  miniprogramRoot: string
  /** Empty when the project has none. */
  cloudfunctionRoot: string
  appid: string
  appName: string
}

/** The functions in the project's own folder, when it has one. */
export function functionsOf({ dir, cloudfunctionRoot }: ProjectFacts): { functionsDir?: string } {
  const functionsDir = join(dir, cloudfunctionRoot)
  return cloudfunctionRoot !== '' && existsSync(functionsDir) ? { functionsDir } : {}
}

const LOCAL_APPID = 'wx0000000000000000'
/** How the description begins that DevTools writes into every new project. */
const STOCK_DESCRIPTION = '项目配置文件'
/** DevTools' word for a project without an account. */
const TOURIST = 'touristappid'

/**
 * Reads a mini program's project file.
 * @throws Error when the folder holds no mini program
 */
export function readProject(dir: string): ProjectFacts {
  const file = join(dir, 'project.config.json')
  const config = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<
    string,
    unknown
  >
  const text = (name: string): string => (typeof config[name] === 'string' ? config[name] : '')
  const miniprogramRoot = text('miniprogramRoot') || '.'
  if (!existsSync(join(dir, miniprogramRoot, 'app.json'))) {
    throw new Error(`${join(dir, miniprogramRoot)} 里没有 app.json，不是小程序`)
  }
  const appid = text('appid')
  const description = text('description')
  const ownName = description.startsWith(STOCK_DESCRIPTION) ? '' : description
  return {
    dir,
    miniprogramRoot,
    cloudfunctionRoot: text('cloudfunctionRoot'),
    appid: appid === '' || appid === TOURIST ? LOCAL_APPID : appid,
    appName: ownName || decodeURIComponent(text('projectname')) || basename(dir),
  }
}
