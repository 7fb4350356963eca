import { privacyTable, privacyUses } from '../tools/official/privacy'
import { readSources } from '../tools/official/sources'
import type { LocalFunction } from './functions/client'
import { TEMPLATES } from './templates'
import { VARIABLES, variablesOf } from './variables'

const code = (text: string): string => `\`${text}\``

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

const list = (names: readonly string[]): string => names.map(code).join(', ') || '–'

/** Parts of docs/DEPLOYING.md that say what the source says. */
function blocks(root: string, functions: readonly LocalFunction[]): Record<string, string> {
  return {
    functions: markdownTable(
      ['function', '运行环境', '超时时间', '定时触发器', 'permissions', '环境变量'],
      functions.map(({ name, runtime, timeout, triggers, permissions }) => [
        code(name),
        runtime,
        `${timeout} s`,
        list(triggers.map(({ config }) => config)),
        list(permissions),
        list(variablesOf(name).map((variable) => variable.name)),
      ]),
    ),
    variables: markdownTable(
      ['variable', 'of', 'what it is'],
      VARIABLES.map(({ name, functions: of, purpose }) => [code(name), list(of), purpose]),
    ),
    templates: markdownTable(
      ['template', 'variable', 'field', 'keyword (关键词)', 'example'],
      TEMPLATES.flatMap(({ title, variable, fields }) =>
        fields.map(({ key, label, example }) => [title, code(variable), code(key), label, example]),
      ),
    ),
    privacy: privacyTable(privacyUses(readSources(root))),
  }
}

/**
 * Fills the blocks between `<!-- name -->` and `<!-- /name -->`.
 * @throws Error when a block is missing.
 */
export function fillDocument(
  text: string,
  root: string,
  functions: readonly LocalFunction[],
): string {
  return Object.entries(blocks(root, functions)).reduce((document, [name, block]) => {
    const pattern = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`)
    if (!pattern.test(document)) throw new Error(`no block ${name}`)
    return document.replace(pattern, (_all, open: string, close: string) => {
      return `${open}\n${block}\n\n${close}`
    })
  }, text)
}
