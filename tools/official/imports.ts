import ts from 'typescript'
import { isObject, type AppOutline } from './app'
import { lineAt, type Problem } from './problem'
import { isForeign, resolveFrom, type Sources } from './sources'

interface Import {
  path: string
  line: number
  /** Gone when it runs. */
  isType: boolean
}

const SCRIPT_ENDS = ['.ts', '.js', '.json', '/index.ts', '/index.js']
const DECLARATIONS = /\.d\.ts$/

const parsed = new WeakMap<Sources, Map<string, ts.SourceFile>>()

/** A script's syntax tree, made once. */
export function syntaxTree(sources: Sources, path: string): ts.SourceFile {
  const known = parsed.get(sources) ?? new Map<string, ts.SourceFile>()
  parsed.set(sources, known)
  const tree =
    known.get(path) ?? ts.createSourceFile(path, sources.read(path), ts.ScriptTarget.Latest, false)
  known.set(path, tree)
  return tree
}

export function visit(node: ts.Node, seen: (node: ts.Node) => void): void {
  seen(node)
  ts.forEachChild(node, (child) => {
    visit(child, seen)
  })
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  if (!ts.isImportDeclaration(node)) return false
  const bindings = node.importClause
  if (!bindings) return false
  if (bindings.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = bindings.namedBindings
  const isAllTypes =
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every(({ isTypeOnly }) => isTypeOnly)
  return bindings.name === undefined && isAllTypes
}

const imports = new WeakMap<ts.SourceFile, Import[]>()

/** Modules that a script names. */
function importsOf(sources: Sources, path: string): Import[] {
  const tree = syntaxTree(sources, path)
  const known = imports.get(tree)
  if (known) return known
  const found: Import[] = []
  const note = (node: ts.Expression | undefined, isType = false) => {
    if (node && ts.isStringLiteralLike(node)) {
      found.push({ path: node.text, line: lineAt(tree.text, node.getStart(tree)), isType })
    }
  }
  imports.set(tree, found)
  visit(tree, (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      note(node.moduleSpecifier, isTypeOnly(node))
    } else if (ts.isCallExpression(node)) {
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require'
      if (isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword) note(node.arguments[0])
    }
  })
  return found
}

function resolveScript(sources: Sources, from: string, path: string): string | null {
  const isPackage = !path.startsWith('.') && !path.startsWith('/')
  const base = isPackage ? `miniprogram_npm/${path}` : resolveFrom(from, path)
  if (base === null) return null
  return [base, ...SCRIPT_ENDS.map((end) => base + end)].find((file) => sources.has(file)) ?? null
}

const scriptOf = (sources: Sources, unit: string): string | null =>
  ['.ts', '.js'].map((end) => unit + end).find((file) => sources.has(file)) ?? null

/** Text of a unit's script with everything it imports, packages aside: where its handlers may be. */
export function scriptClosure(sources: Sources, unit: string): string {
  const first = scriptOf(sources, unit)
  const seen = new Set<string>()
  const queue = first ? [first] : []
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next) || isForeign(next) || next.endsWith('.json')) continue
    seen.add(next)
    for (const { path, isType } of importsOf(sources, next)) {
      const target = isType ? null : resolveScript(sources, next, path)
      if (target) queue.push(target)
    }
  }
  return [...seen].map((path) => sources.read(path)).join('\n')
}

/** What a file of one package may not take from another, for the other may not be there yet. */
function crossing(app: AppOutline, from: string, to: string): string | null {
  const there = app.packageOf(to)
  if (there === '' || there === app.packageOf(from)) return null
  return `${to} is in the subpackage ${there.replace(/\/$/, '')}, which may not be loaded yet`
}

/** Scripts and components that are not there, or are in a package that may not be. */
export function checkImports(sources: Sources, app: AppOutline): Problem[] {
  const problems: Problem[] = []
  const scripts = sources.own.filter((path) => /\.[jt]s$/.test(path) && !DECLARATIONS.test(path))
  for (const file of scripts) {
    for (const { path, line, isType } of importsOf(sources, file)) {
      if (isType) continue
      const target = resolveScript(sources, file, path)
      const message = target === null ? `cannot find ${path}` : crossing(app, file, target)
      const rule = target === null ? 'missing-import' : 'package-border'
      if (message) problems.push({ rule, file: sources.named(file), line, message })
    }
  }
  for (const { path, json, components } of app.units.values()) {
    const stand = isObject(json['componentPlaceholder']) ? json['componentPlaceholder'] : {}
    for (const [tag, target] of components) {
      const message = tag in stand ? null : crossing(app, path, target)
      if (message) {
        problems.push({ rule: 'package-border', file: sources.named(`${path}.json`), message })
      }
    }
  }
  return problems
}

/** Files that a script leads to when it runs, and on demand those that it takes only types of. */
export const importTargets = (sources: Sources, file: string, withTypes: boolean): string[] =>
  importsOf(sources, file)
    .filter(({ isType }) => withTypes || !isType)
    .flatMap(({ path }) => resolveScript(sources, file, path) ?? [])
