import { outline } from './official/app'
import { configPaths } from './official/config-paths'
import { unknownKeys } from './official/config-keys'
import { checkImports } from './official/imports'
import type { Problem } from './official/problem'
import { readSources } from './official/sources'
import { checkTouch } from './official/touch'
import { checkUnused } from './official/unused'
import { apiVersions, checkApis } from './official/wx-api'
import { checkTemplates } from './official/wxml'
import { checkStyles } from './official/wxss'

export { problemLine, type Problem } from './official/problem'

/**
 * What WeChat's own compiler lets pass and a phone does not: templates and styles that do not parse, keys that nothing reads,
 * files, scripts and components that are missing or out of reach, targets too small to tap, functions that old clients lack.
 * The mini program of `projectDir` is read only, in a few hundred milliseconds, without anything beyond the root's packages.
 */
export function sourceChecks(projectDir = process.cwd()): Promise<Problem[]> {
  const problems: Problem[] = []
  const sources = readSources(projectDir)
  const app = outline(sources, problems)
  problems.push(
    ...unknownKeys(sources, app),
    ...configPaths(sources, app),
    ...checkImports(sources, app),
    ...checkTemplates(sources, app),
    ...checkStyles(sources, app),
    ...checkTouch(sources, app),
    ...checkUnused(sources, app),
    ...checkApis(sources, apiVersions(process.cwd())),
  )
  const seen = new Set<string>()
  const isFirst = (problem: Problem): boolean => {
    const key = JSON.stringify(problem)
    return !seen.has(key) && seen.add(key) !== null
  }
  return Promise.resolve(problems.filter(isFirst))
}
