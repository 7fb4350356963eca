import { SUPPORTED_APIS } from '../../local/cloud/openapi'
import { AUTOMATOR } from '../../local/fidelity/automator'
import { ADMIN_ACTIONS, CLOUD, OPENAPI } from '../../local/fidelity/cloud'
import * as compiler from '../../local/fidelity/compiler'
import { COMPONENTS } from '../../local/fidelity/components'
import * as database from '../../local/fidelity/database'
import { LIMITS } from '../../local/fidelity/limits'
import { partial, type Judgements } from '../../local/fidelity/types'
import { OBJECTS, WX } from '../../local/fidelity/wx'
import { METHODS } from '../../local/automator/methods'
import { builtIns } from '../../local/phone/components'
import { NEVER_CALLED } from '../../local/phone/runtime/never-called'
import { BUILT_IN } from '../official/wxml'
import { behaviourTable, limitTable } from './behaviours'
import { ENGINE, engineActions, engineOperators, sent } from './database'
import { Evidence } from './evidence'
import { jsonKeys } from './keys'
import { byState, differences, grouped, nameTable, type Group } from './markdown'
import {
  automatorRequests,
  officialMembers,
  officialWx,
  sdkActions,
  sdkNames,
  officialCallbacks,
} from './official'
import { phoneNames, type PhoneNames } from './phone'
import { rate } from './rate'
import { filesBelow, textsIn } from './source'

const PHONE_TESTS = ['test/unit/local/wx', 'test/pages', 'test/e2e']

/** Tags of the language and tags of ours. */
const NO_COMPONENTS = ['block', 'import', 'include', 'slot', 'template', 'wxs', 'unknown']

const own = (names: Iterable<string>): ((name: string) => boolean) => {
  const set = new Set(names)
  return (name) => set.has(name)
}

function wxTables(names: PhoneNames, tests: Evidence): Record<string, string> {
  const families = officialWx()
  const rated = rate({
    known: names.apis,
    official: families.keys(),
    isUsed: (name) => tests.namesApi(name),
    judged: WX,
  })
  const groups: Group[] = grouped(rated, (name) => families.get(name) ?? 'not in the typings')
  const isThere = ({ rows }: Group): boolean => rows.some(({ state }) => state !== 'absent')
  const objects = Object.entries(names.objects).map(([object, members]) =>
    objectGroup(object, members, tests),
  )
  return {
    wx: nameTable('family', groups.filter(isThere)),
    'wx-differences': differences('API', rated, (name) => `wx.${name}`),
    'wx-absent': absentFamilies(groups.filter((group) => !isThere(group))),
    objects: nameTable('object', objects, { withNotes: true }),
  }
}

/** Members of one object; a difference of the object is one of all it has. */
function objectGroup(object: string, members: string[], tests: Evidence): Group {
  const official = officialMembers(object)
  const known = members.filter(own(official))
  const judgement = OBJECTS[object]
  const isPartial = judgement?.state === 'partial'
  const rows = rate({
    known,
    official,
    isUsed: (name) => usesMember(tests, object, name),
    judged: isPartial ? Object.fromEntries(known.map((name) => [name, judgement])) : {},
  })
  return { name: object, rows, note: judgement?.note ?? '' }
}

/** As a function, or by its name in a table of a test. Fields of a component are read. */
function usesMember(tests: Evidence, object: string, name: string): boolean {
  if (object === 'wx.cloud') return tests.namesApi(`cloud.${name}`) || tests.calls(name)
  if (object === 'Component instance' && tests.reads(name)) return true
  return tests.calls(name) || tests.namesApi(name)
}

/** Families of which nothing is here, by the first part of their name. */
function absentFamilies(groups: Group[]): string {
  const areas = new Map<string, string[]>()
  for (const { name, rows } of groups) {
    const [area = '', ...rest] = name.split('/')
    const text = `${rest.join('/') || area} (${rows.length})`
    areas.set(area, [...(areas.get(area) ?? []), text])
  }
  const lines = [...areas].sort(([a], [b]) => (a < b ? -1 : 1))
  return lines.map(([area, list]) => `- **${area}**: ${list.join(', ')}`).join('\n')
}

/** Components that say themselves what they are without. */
function lacking(): Judgements {
  const notes = builtIns.flatMap(({ tag, without = [] }) => {
    const listed = (names: string[]): string => names.map((name) => `\`${name}\``).join(', ')
    const events = without.filter((name) => name.startsWith('bind:'))
    const attributes = without.filter((name) => !events.includes(name))
    const parts = [
      COMPONENTS[tag]?.note ?? '',
      attributes.length > 0 ? `said to do nothing: ${listed(attributes)}` : '',
      events.length > 0 ? `said never to come: ${listed(events)}` : '',
    ]
    return without.length > 0 ? [[tag, partial(parts.filter(Boolean).join('; '))] as const] : []
  })
  return Object.fromEntries(notes)
}

/** What the runtime calls by name, but for what it says that it never calls. */
function callbackTable(tests: Evidence): string {
  const called = textsIn(filesBelow('local/phone/runtime', ['.ts']))
  for (const name of NEVER_CALLED) called.delete(name)
  const groups = Object.entries(officialCallbacks()).map(([name, official]) => {
    const isUsed = (callback: string): boolean =>
      tests.has(new RegExp(`\\b${callback}\\s*[(:]`)) || tests.calls(callback)
    const known = official.filter(own(called))
    return { name, rows: rate({ known, official, isUsed, judged: {} }) }
  })
  return nameTable('given to', groups)
}

function componentTable(tests: Evidence): string {
  const rated = rate({
    known: builtIns.map(({ tag }) => tag).filter((tag) => !NO_COMPONENTS.includes(tag)),
    official: [...BUILT_IN].filter((tag) => !NO_COMPONENTS.includes(tag)),
    isUsed: (tag) => tests.has(new RegExp(`<${tag}[\\s/>]`)),
    judged: { ...COMPONENTS, ...lacking() },
  })
  return byState(rated, (name) => `\`<${name}>\``)
}

function databaseTables(): Record<string, string> {
  const tests = new Evidence(['test/conformance'])
  const names = sdkNames()
  const isUsed = (name: string): boolean =>
    tests.calls(name) ||
    tests.has(
      new RegExp(`\\b${name}: \\[|['"]${name}['"]|\\{[^{}]*\\b${name}\\b[^{}]*\\} = db\\.command`),
    )
  const table = (
    official: string[],
    judged: typeof database.QUERY,
    knows: (name: string) => boolean,
  ): string => byState(rate({ known: official.filter(knows), official, isUsed, judged }))
  const sdk = new Set(Object.values(names).flat().map(sent))
  const operators = engineOperators().filter((name) => !sdk.has(name))
  const rawUsed = (name: string): boolean => tests.has(new RegExp(`\\${name}\\b`))
  const actionUsed = (name: string): boolean => {
    const short = name.replace('database.', '')
    const { [short]: method = short } = SDK_METHODS
    return tests.has(new RegExp(`['"](database\\.)?${short}['"]`)) || tests.calls(method)
  }
  return {
    actions: byState(
      rate({
        known: engineActions(),
        official: sdkActions(),
        isUsed: actionUsed,
        judged: database.ACTIONS,
      }),
    ),
    query: table(names.query, database.QUERY, (name) => ENGINE.query(sent(name))),
    project: table(names.project, {}, (name) => ENGINE.project(`$${name}`)),
    update: table(names.update, database.UPDATE, (name) => ENGINE.update(sent(name))),
    stages: table(names.stages, database.STAGES, (name) => ENGINE.stage(`$${name}`)),
    operators: table(names.operators, database.OPERATORS, (name) => ENGINE.operator(sent(name))),
    raw: byState(rate({ known: operators, official: [], isUsed: rawUsed, judged: database.RAW })),
    database: behaviourTable(database.DATABASE),
  }
}

/** How functions reach actions whose name no test writes. */
const SDK_METHODS: Readonly<Record<string, string>> = {
  abortTransaction: 'rollback',
  addCollection: 'createCollection',
  aggregateDocuments: 'aggregate',
  calculateDocument: 'count',
  commitTransaction: 'commit',
  getDocument: 'get',
  insertDocument: 'add',
  modifyDocument: 'update',
  removeDocument: 'remove',
}

function cloudTables(): Record<string, string> {
  const tests = new Evidence(['test/functions', 'test/conformance'])
  const written = textsIn(['local/cloud/admin.ts'])
  const actions = [...written].filter((text) => /^(functions|storage|wx)\.\w+$/.test(text))
  const isUsed = (name: string): boolean => tests.has(new RegExp(name.replace('.', '\\.')))
  const actionUsed = (name: string): boolean =>
    isUsed(name) || tests.calls(CLOUD_METHODS[name] ?? name)
  return {
    admin: byState(
      rate({ known: actions, official: [], isUsed: actionUsed, judged: ADMIN_ACTIONS }),
    ),
    openapi: byState(rate({ known: SUPPORTED_APIS, official: [], isUsed, judged: OPENAPI })),
    cloud: behaviourTable(CLOUD),
  }
}

const CLOUD_METHODS: Readonly<Record<string, string>> = {
  'functions.invokeFunction': 'callFunction',
  'storage.getUploadMetadata': 'uploadFile',
  'storage.batchGetDownloadUrl': 'getTempFileURL',
  'storage.batchDeleteFile': 'deleteFile',
  'wx.openApi': 'getOpenData',
  'wx.api': 'callOpenAPI',
}

function automatorTable(): string {
  const tests = new Evidence(['test/e2e/automator', 'test/kit'])
  const requests = automatorRequests()
  const isUsed = (name: string): boolean =>
    tests.namesApi(name) || [...(requests.get(name) ?? [])].some((method) => tests.calls(method))
  return byState(
    rate({ known: Object.keys(METHODS), official: requests.keys(), isUsed, judged: AUTOMATOR }),
  )
}

function compilerTables(): Record<string, string> {
  const tests = new Evidence(['test/unit/local/compiler', 'test/pages', 'test/e2e/automator'])
  const syntaxTable = (list: readonly compiler.Syntax[], judged: typeof compiler.KEYS): string => {
    const tokens = new Map(list.map(({ name, token }) => [name, token]))
    const isUsed = (name: string): boolean => tests.has(tokens.get(name) ?? /$^/)
    const rated = rate({ known: tokens.keys(), official: [], isUsed, judged })
    return byState(rated, (name) => name)
  }
  return {
    wxml: syntaxTable(compiler.WXML, compiler.WXML_JUDGED),
    wxss: syntaxTable(compiler.WXSS, compiler.WXSS_JUDGED),
    script: syntaxTable(compiler.SCRIPT, compiler.SCRIPT_JUDGED),
    json: jsonKeys(tests, compiler.KEYS),
  }
}

/** All tables of local/README.md by the name of their markers. */
export async function tables(names?: PhoneNames): Promise<Record<string, string>> {
  const phoneTests = new Evidence(PHONE_TESTS)
  return {
    ...wxTables(names ?? (await phoneNames()), phoneTests),
    callbacks: callbackTable(phoneTests),
    components: componentTable(phoneTests),
    ...databaseTables(),
    ...cloudTables(),
    limits: limitTable(LIMITS),
    automator: automatorTable(),
    ...compilerTables(),
  }
}
