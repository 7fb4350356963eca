import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { filesBelow, membersOf } from './source'

/* What WeChat has, from what it publishes: typings, the SDK of functions, the client of the automator. */

const from = createRequire(resolve('package.json'))
const packageFolder = (name: string): string => dirname(from.resolve(`${name}/package.json`))
const typings = (file: string): string =>
  join(packageFolder('miniprogram-api-typings'), 'types/wx', file)

/** `wx.*` by family: the folder of the documentation that its page is in, e.g. `ui/interaction`. */
export function officialWx(): Map<string, string> {
  const families = new Map<string, string>()
  for (const { name, page } of membersOf(typings('lib.wx.api.d.ts'), 'Wx')) {
    families.set(name, /\/dev\/api\/(.+)\/[^/]+$/.exec(page ?? '')?.[1] ?? 'base')
  }
  families.set('cloud', 'cloud')
  return families
}

/** Where the typings describe the objects that APIs return. */
const OBJECT_TYPES: Readonly<Record<string, readonly [file: string, ...interfaces: string[]]>> = {
  'Component instance': ['lib.wx.component.d.ts', 'InstanceProperties', 'InstanceMethods'],
  'wx.cloud': ['lib.wx.cloud.d.ts', 'WxCloud'],
}

/** Members of an object that an API returns. */
export function officialMembers(object: string): string[] {
  const [file, ...interfaces] = OBJECT_TYPES[object] ?? ['lib.wx.api.d.ts', object]
  const names = interfaces.flatMap((name) => membersOf(typings(file), name)).map(({ name }) => name)
  if (names.length === 0) throw new Error(`the typings have no ${object}`)
  return [...new Set(names)]
}

/** Callbacks that `App()` and `Page()` may be given. */
export function officialCallbacks(): Record<'App()' | 'Page()', string[]> {
  const of = (file: string, name: string): string[] =>
    membersOf(typings(file), name).map((member) => member.name)
  return {
    'App()': of('lib.wx.app.d.ts', 'Option'),
    'Page()': of('lib.wx.page.d.ts', 'ILifetime'),
  }
}

export interface SdkNames {
  query: string[]
  update: string[]
  project: string[]
  operators: string[]
  stages: string[]
}

const UPDATES =
  'set remove inc mul push pull pullAll pop shift unshift addToSet rename bit max min'.split(' ')
const NO_COMMANDS = ['aggregate', 'project']

/** Enumerable or not, own or inherited. */
export function namesOf(target: object): string[] {
  const names = new Set<string>()
  for (let at: object | null = target; at && at !== Object.prototype;) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name)
    at = Object.getPrototypeOf(at) as object | null
  }
  return [...names].filter((name) => name !== 'constructor' && !name.startsWith('_'))
}

interface Sdk {
  init(options: object): void
  database(): {
    command: Record<'aggregate' | 'project', object>
    collection(name: string): { aggregate(): object }
  }
}

/** Names that wx-server-sdk gives to a function that talks to its database. */
export function sdkNames(): SdkNames {
  // Without these it would look for the metadata server of a cloud.
  const needed = { TENCENTCLOUD_RUNENV: 'SCF', TCB_ENV: 'local', SCF_NAMESPACE: 'local' }
  const before = { ...process.env }
  Object.assign(process.env, needed, { TENCENTCLOUD_SECRETID: 'x', TENCENTCLOUD_SECRETKEY: 'x' })
  try {
    const sdk = from('wx-server-sdk') as Sdk
    sdk.init({ env: 'local' })
    const database = sdk.database()
    const { command } = database
    const commands = namesOf(command).filter((name) => !NO_COMMANDS.includes(name))
    const other = ['collectionName', 'database', 'pushStage', 'end']
    return {
      query: commands.filter((name) => !UPDATES.includes(name)),
      update: commands.filter((name) => UPDATES.includes(name)),
      project: namesOf(command.project),
      operators: namesOf(command.aggregate).filter((name) => name !== 'pipeline'),
      stages: namesOf(database.collection('c').aggregate()).filter((name) => !other.includes(name)),
    }
  } finally {
    for (const name of Object.keys(process.env)) {
      if (!(name in before)) Reflect.deleteProperty(process.env, name)
    }
  }
}

/** `database.*` actions that the SDKs of CloudBase send. */
export function sdkActions(): string[] {
  const folders = ['@cloudbase/database', '@cloudbase/node-sdk'].map((name) =>
    join(packageFolder(name), 'dist'),
  )
  const actions = folders
    .flatMap((folder) => filesBelow(folder, ['.js']))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/['"](database\.[a-zA-Z]+)['"]/g)])
  return [...new Set(actions.map(([, name]) => name ?? ''))].sort()
}

/** Requests that a function of the client sends itself. */
function requestsIn(body: string): string[] {
  const plain = [...body.matchAll(/"((?:App|Page|Element|Tool)\.\w+)"/g)].map(
    ([, name = '']) => name,
  )
  const read = [...body.matchAll(/getter\(\w+,"(\w+)"/g)].map(([, name = '']) => `Element.${name}`)
  const native = body.includes('this.sendNative("') ? ['Tool.native'] : []
  // `Tool.onRemoteDebugConnected` comes from the other side.
  return [...plain, ...read, ...native].filter((name) => !name.startsWith('Tool.on'))
}

/** Requests of miniprogram-automator, each with the functions of its client that send it. */
export function automatorRequests(): Map<string, Set<string>> {
  const folder = join(packageFolder('miniprogram-automator'), 'out')
  const sends = new Map<string, Set<string>>()
  const add = (request: string, method: string): void => {
    sends.set(request, (sends.get(request) ?? new Set()).add(method))
  }
  for (const name of ['MiniProgram', 'Page', 'Element', 'Native']) {
    const code = readFileSync(join(folder, `${name}.js`), 'utf8')
    const methods = [...code.matchAll(/async ([\w$]+)\(/g)]
    const bodies = methods.map(({ 1: method = '', index }, at) => ({
      method,
      body: code.slice(index, methods[at + 1]?.index ?? code.length),
    }))
    const direct = new Map(bodies.map(({ method, body }) => [method, requestsIn(body)]))
    for (const { method, body } of bodies) {
      const called = [...body.matchAll(/this\.([\w$]+)\(/g)].flatMap(
        ([, other = '']) => direct.get(other) ?? [],
      )
      for (const request of [...requestsIn(body), ...called]) add(request, method)
    }
  }
  return sends
}
