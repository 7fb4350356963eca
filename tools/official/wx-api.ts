import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import ts from 'typescript'
import { syntaxTree, visit } from './imports'
import { lineAt, type Problem } from './problem'
import type { Sources } from './sources'

/**
 * The base library that the console is set to (docs/DEPLOYING.md): the first with glass-easel on WebView.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/glass-easel/migration.html
 */
export const MIN_BASE_LIBRARY = '3.8.12'

const DOCUMENTED = /\/\*\* \[wx\.(\w+)\(/g
const SINCE = /需要基础库： `(\d+\.\d+\.\d+)`/

/** `wx` function → base library that brought it, from WeChat's published typings. */
export function apiVersions(projectDir: string): Map<string, string> {
  const from = createRequire(resolve(projectDir, 'package.json'))
  const folder = from.resolve('miniprogram-api-typings/package.json').replace(/package\.json$/, '')
  const text = readFileSync(`${folder}types/wx/lib.wx.api.d.ts`, 'utf8')
  const versions = new Map<string, string>()
  for (const { 1: name, index } of text.matchAll(DOCUMENTED)) {
    const since = SINCE.exec(text.slice(index, text.indexOf('*/', index)))?.[1]
    if (since !== undefined) versions.set(name!, since)
  }
  return versions
}

function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number))
  for (const [index, part] of a!.entries()) {
    if (part !== b![index]) return part > (b![index] ?? 0)
  }
  return false
}

export interface ApiUse {
  name: string
  file: string
  line: number
}

/** Every `wx.name` of the scripts. */
export function apiUses(sources: Sources): ApiUse[] {
  const uses: ApiUse[] = []
  const scripts = sources.own.filter((path) => /(?<!\.d)\.[jt]s$/.test(path))
  for (const file of scripts) {
    const tree = syntaxTree(sources, file)
    visit(tree, (node) => {
      if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return
      if (node.expression.text !== 'wx') return
      uses.push({ name: node.name.text, file, line: lineAt(tree.text, node.getStart(tree)) })
    })
  }
  return uses
}

/** Functions that the oldest supported client may lack, in files that do not ask `wx.canIUse` about them. */
export function checkApis(
  sources: Sources,
  versions: ReadonlyMap<string, string>,
  minimum: string = MIN_BASE_LIBRARY,
): Problem[] {
  return apiUses(sources).flatMap(({ name, file, line }) => {
    const since = versions.get(name)
    if (since === undefined || !isNewer(since, minimum)) return []
    if (new RegExp(`canIUse\\(\\s*['"\`]${name}\\b`).test(sources.read(file))) return []
    const message = `wx.${name} needs base library ${since}, ${minimum} is supported: ask wx.canIUse`
    return [{ rule: 'new-api', file: sources.named(file), line, message }]
  })
}
