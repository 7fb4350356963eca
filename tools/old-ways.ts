import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFiles } from './source-files'

/** A way of doing things that is on its way out: what it looks like and where it may be no more. */
export interface OldWay {
  name: string
  /** What to do instead. */
  instead: string
  folders: readonly string[]
  /** Files that it does not concern. */
  except?: RegExp
  /** Counted in the file's code without its comments; absent: the file itself is a use. */
  uses?: RegExp
  /** Only files with such a name. */
  files?: RegExp
}

/** Uses of each old way that are still there; `npm run check` lets them only fall. */
export type Allowance = Readonly<Record<string, number>>

const SERVER = ['cloudfunctions'] as const

/** Words that belong to one domain: the ground that knows one of them knows that domain. */
const DOMAIN_WORDS = [
  ...['ruleBooks?', 'ruleVersions?', 'clauses?', 'acknowledge(?:d|ment|ments)?', 'starterClauses'],
  ...['incentives?', 'ledger', 'feedback', 'tickets?', 'training', 'courses?', 'quiz(?:zes)?'],
  ...['scenarios?', 'drills?', 'deals?', 'customers?', 'duties', 'standUps?', 'surveys?'],
  ...['chatBound', 'waitingCount'],
]
const DOMAINS = [
  ...['front', 'company', 'groups', 'rules', 'incentives', 'content', 'feedback', 'training'],
  ...['scripts', 'sales', 'work', 'insight', 'session', 'today', 'me'],
]

export const OLD_WAYS: readonly OldWay[] = [
  {
    name: 'imports of schema/',
    instead: 'declare tables in the domain: <domain>.tables.ts',
    folders: SERVER,
    uses: /from '[^']*\/schema(?:\/[^']*)?'/g,
  },
  {
    name: 'files of rules',
    instead: 'pure decisions live in <domain>.logic.ts',
    folders: SERVER,
    files: /\.rules\.ts$/,
  },
  {
    name: 'enqueueBroadcast',
    instead: 'say() of engines/notice, or an ask',
    folders: SERVER,
    uses: /\benqueueBroadcast\b/g,
  },
  {
    name: 'texts checked by hand',
    instead: "mark the text in the contract: text(max, 'rules'); the dispatcher checks it",
    folders: SERVER,
    except: /\/kernel\//,
    uses: /\bpassTexts\(/g,
  },
  {
    name: 'audit rows written by hand',
    instead: 'the dispatcher writes the trail; a handler only says `audit(input, output)`',
    folders: SERVER,
    except: /\/kernel\//,
    uses: /\bwriteAudit\(|\bawait audit\(|\bauditTrail\b/g,
  },
  {
    name: 'collections by name',
    instead: 'a typed table',
    folders: SERVER,
    except: /\/platform\//,
    uses: /\bcollection\(\s*['"`]/g,
  },
  {
    name: 'intents in handlers',
    instead: 'the contract says what tells two intents apart: command(…, { intent })',
    folders: SERVER,
    except: /\/kernel\//,
    uses: /\bintentOf\b/g,
  },
  {
    name: 'addresses of pages',
    instead: 'a route of the contract',
    folders: ['miniprogram', 'cloudfunctions'],
    except: /\/contract\//,
    uses: /['"`]\/?(?:pages|subpackages)\/[a-z]/g,
  },
  {
    name: 'words of domains in kernel and engines',
    instead: 'a part that domains bring (declare module kernel/domain)',
    folders: ['cloudfunctions/kernel', 'cloudfunctions/engines'],
    uses: new RegExp(`\\b(?:${DOMAIN_WORDS.join('|')})\\b`, 'g'),
  },
  {
    name: 'routes, rights and messages of domains in kernel and engines',
    instead: 'a part that domains bring, or a right of the engine itself',
    folders: ['cloudfunctions/kernel', 'cloudfunctions/engines'],
    uses: new RegExp(`['"\`](?:${DOMAINS.join('|')})\\.[a-zA-Z]`, 'g'),
  },
  {
    name: 'services that only call',
    instead: 'call(action, input) and send(action, input) where they are needed',
    folders: ['miniprogram/services'],
    uses: /export const \w+ = (?:async )?\([^)]*\)(?:: [^=]+)? =>\s*(?:call|send|sendIntent)\(/g,
  },
]

/** Code without its comments; line breaks stay. Addresses in strings are no comments. */
export const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/[^\n]*/g, (all, before: string | undefined) =>
    all.startsWith('/*') ? all.replace(/[^\n]/g, '') : (before ?? ''),
  )

const countIn = ({ uses }: OldWay, code: string): number =>
  uses ? [...withoutComments(code).matchAll(uses)].length : 1

/** Uses of one old way. */
export function usesOf(way: OldWay, root = '.'): { file: string; count: number }[] {
  return sourceFiles(way.folders, root)
    .filter((file) => (way.files?.test(file) ?? true) && !(way.except?.test(`/${file}`) ?? false))
    .map((file) => ({ file, count: countIn(way, readFileSync(join(root, file), 'utf8')) }))
    .filter(({ count }) => count > 0)
}

/**
 * What is wrong with the counts: a rise, or a fall that has not been written down, so that it could be used up again.
 * @param allowed what `tools/old-ways.json` allows
 */
export function oldWayProblems(
  counted: readonly { way: OldWay; uses: readonly { file: string; count: number }[] }[],
  allowed: Allowance,
): string[] {
  const names = counted.map(({ way }) => way.name)
  const unknown = Object.keys(allowed)
    .filter((name) => !names.includes(name))
    .map((name) => `old-ways.json: there is no old way 「${name}」`)
  const wrong = counted.flatMap(({ way, uses }) => {
    const now = uses.reduce((sum, { count }) => sum + count, 0)
    const before = allowed[way.name] ?? 0
    if (now < before) return [`${way.name}: ${now}, lower old-ways.json from ${before}`]
    if (now === before) return []
    const files = uses.map(({ file, count }) => `${file} (${count})`).join(', ')
    return [`${way.name}: ${now}, allowed ${before}; instead: ${way.instead}: ${files}`]
  })
  return [...unknown, ...wrong]
}

/** The problems of this repository. */
export function oldWays(root = '.'): string[] {
  const allowed = JSON.parse(readFileSync(join(root, 'tools/old-ways.json'), 'utf8')) as Allowance
  return oldWayProblems(
    OLD_WAYS.map((way) => ({ way, uses: usesOf(way, root) })),
    allowed,
  )
}
