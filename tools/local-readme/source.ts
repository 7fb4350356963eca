import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** All files below a folder whose names end in one of these. */
export function filesBelow(folder: string, ends: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesBelow(path, ends)
      return ends.some((end) => path.endsWith(end)) ? [path] : []
    })
    .sort()
}

const trees = new Map<string, ts.SourceFile>()

function treeOf(file: string): ts.SourceFile {
  let tree = trees.get(file)
  if (!tree) {
    tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false)
    trees.set(file, tree)
  }
  return tree
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** Everything written as a text, or as the name of a field, in some files. */
export function textsIn(files: readonly string[]): Set<string> {
  const texts = new Set<string>()
  for (const file of files) {
    walk(treeOf(file), (node) => {
      if (ts.isStringLiteral(node)) texts.add(node.text)
      else if (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) {
        if (ts.isIdentifier(node.name)) texts.add(node.name.text)
      }
    })
  }
  return texts
}

/** Keys that files read as `config['key']`. */
export function indexedIn(files: readonly string[]): Set<string> {
  const keys = new Set<string>()
  for (const file of files) {
    walk(treeOf(file), (node) => {
      if (!ts.isElementAccessExpression(node)) return
      if (ts.isStringLiteral(node.argumentExpression)) keys.add(node.argumentExpression.text)
    })
  }
  return keys
}

/** A member of an interface with the documentation it stands under. */
export interface Member {
  name: string
  /** Address of its page, as the comment above it links it. */
  page: string | undefined
}

/** Members of all interfaces of a name, overloads once. */
export function membersOf(file: string, interfaceName: string): Member[] {
  const tree = treeOf(file)
  const members = new Map<string, Member>()
  walk(tree, (node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== interfaceName) return
    for (const member of node.members) {
      if (!member.name || !(ts.isIdentifier(member.name) || ts.isStringLiteral(member.name)))
        continue
      const name = member.name.text
      const comment = tree.text.slice(member.pos, member.name.end)
      const page = /\]\((https:\/\/developers\.weixin\.qq\.com[^)]*)\)/.exec(comment)?.[1]
      if (!members.has(name)) members.set(name, { name, page })
    }
  })
  return [...members.values()]
}

/**
 * The number that a constant is set to.
 * @throws Error when the file has no such constant: a table names what is not there
 */
export function constantIn(file: string, name: string): number {
  let value: number | undefined
  walk(treeOf(file), (node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return
    if (node.name.text === name && node.initializer) value = numberOf(node.initializer)
  })
  if (value === undefined) throw new Error(`${file} has no constant ${name}`)
  return value
}

/** Numbers, and products of numbers. */
function numberOf(node: ts.Expression): number {
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''))
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken) {
    return numberOf(node.left) * numberOf(node.right)
  }
  return Number.NaN
}
