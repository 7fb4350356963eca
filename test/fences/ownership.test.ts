import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { sourceFiles } from '../../tools/source-files'

const ROOT = resolve(__dirname, '../../cloudfunctions')

/** A folder that owns what is declared in it: the kernel as a whole, each engine, each domain. */
const ownerOf = (file: string): string => {
  const [area = '', name = ''] = relative(ROOT, file).split('/')
  return area === 'engines' || area === 'modules' ? `${area}/${name}` : area
}

interface Source {
  file: string
  tree: ts.SourceFile
}

interface TableConst {
  collection: string
  file: string
  constant: string
}

/** `table<Doc>()('name', …)` → `name`. */
function collectionOf(node: ts.Expression | undefined): string | null {
  if (!node || !ts.isCallExpression(node) || !ts.isCallExpression(node.expression)) return null
  const { expression } = node.expression
  if (!ts.isIdentifier(expression) || expression.text !== 'table') return null
  const [name] = node.arguments
  return name && ts.isStringLiteral(name) ? name.text : '(not a literal)'
}

function tablesIn({ file, tree }: Source): TableConst[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap((declaration) => {
      const collection = collectionOf(declaration.initializer)
      if (collection === null || !ts.isIdentifier(declaration.name)) return []
      return [{ collection, file, constant: declaration.name.text }]
    })
  })
}

/** Values that a file takes from elsewhere, also to pass them on: file and exported name; `*` for all of it. */
function importsOf({ file, tree }: Source): { from: string; name: string }[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const { moduleSpecifier } = statement
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return []
    const from = resolve(dirname(file), moduleSpecifier.text)
    const named = ts.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : statement.exportClause
    const isType = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly
    if (isType) return []
    if (!named || ts.isNamespaceImport(named) || ts.isNamespaceExport(named)) {
      return [{ from, name: '*' }]
    }
    return named.elements
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ name, propertyName }) => ({ from, name: (propertyName ?? name).text }))
  })
}

/** Uses of a table outside of the folder that declares it. */
function strangers(sources: readonly Source[]): string[] {
  const tables = sources.flatMap(tablesIn)
  return sources.flatMap((source) =>
    importsOf(source).flatMap(({ from, name }) =>
      tables
        .filter(
          (table) =>
            [`${from}.ts`, join(from, 'index.ts'), from].includes(table.file) &&
            (name === '*' || name === table.constant) &&
            ownerOf(source.file) !== ownerOf(table.file),
        )
        .map(({ collection }) => `${relative(ROOT, source.file)} uses ${collection}`),
    ),
  )
}

const parsed = (file: string, text: string): Source => ({
  file,
  tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, false),
})

describe('collections', () => {
  const sources = sourceFiles(['cloudfunctions']).map((path) => {
    const file = resolve(ROOT, '..', path)
    return parsed(file, readFileSync(file, 'utf8'))
  })

  it('are read and written only in the folder that declares them', () => {
    expect(strangers(sources)).toEqual([])
  })

  it('have one owner each', () => {
    // An engine may keep several shapes of documents in one collection of its own, to read them by one query.
    const owners = new Map<string, Set<string>>()
    for (const { collection, file } of sources.flatMap(tablesIn)) {
      owners.set(collection, (owners.get(collection) ?? new Set()).add(ownerOf(file)))
    }
    expect(owners.size).toBeGreaterThan(15)
    expect([...owners].filter(([, folders]) => folders.size > 1)).toEqual([])
    expect([...owners.keys()]).not.toContain('(not a literal)')
  })

  it('stand in a file of tables, those of the kernel apart', () => {
    const elsewhere = sources
      .flatMap(tablesIn)
      .filter(({ file }) => ownerOf(file) !== 'kernel' && !file.endsWith('.tables.ts'))
    expect(elsewhere).toEqual([])
  })

  it.each([
    ["import { seats } from '../x/x.tables'", 1],
    ["import { type SeatDoc, seats as all } from '../x/x.tables'", 1],
    ["import * as all from '../x/x.tables'", 1],
    ["export { seats } from '../x/x.tables'", 1],
    ["export * from '../x/x.tables'", 1],
    ["import type { SeatDoc } from '../x/x.tables'", 0],
    ["import { seatId } from '../x/x.tables'", 0],
  ])('of another are found: %s', (text, count) => {
    const own = "export const seats = table<SeatDoc>()('seats', { indexes: {} })"
    const found = strangers([
      parsed(join(ROOT, 'modules/x/x.tables.ts'), own),
      parsed(join(ROOT, 'modules/x/x.repo.ts'), "import { seats } from './x.tables'"),
      parsed(join(ROOT, 'modules/y/y.repo.ts'), text),
    ])
    expect(found).toHaveLength(count)
  })
})
