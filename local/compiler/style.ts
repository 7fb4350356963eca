import postcss, {
  CssSyntaxError,
  type AtRule,
  type ChildNode,
  type Declaration,
  type Root,
  type Rule,
} from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { VersionedCache, type SourceFiles } from './files'
import { withChineseFonts } from './font-stack'
import { CLASS_PLACEHOLDER, HOST_PLACEHOLDER } from './manifest'
import { resolvePath } from './paths'
import { Problems } from './problems'
import { localFont } from './remote-font'
import { translateCssValue } from './rpx'

/** What a style sheet belongs to: only a component's class names get a prefix. */
export type StyleOwner = 'app' | 'page' | 'component'

export interface CompiledStyle {
  css: string
  problems: Problems
}

const IMPORT = /^(?:url\(\s*)?["']?([^"')]+)["']?\s*\)?$/
const SCHEME_QUERY = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/i
const MAX_IMPORT_DEPTH = 20

/**
 * Rewrites one selector for the phone's documents: `view` is the element `wx-view`, `page` is the body, `:host` the
 * component's own element, and a component's classes carry its prefix.
 */
function rewriteSelectors(owner: StyleOwner): (selectors: string) => string {
  const processor = selectorParser((root) => {
    root.walkTags((tag) => {
      if (tag.value === '*' || tag.value === 'html' || tag.value === 'body') return
      const outer = tag.parent?.parent
      // `:nth-child(odd)` has words that look like tags.
      if (outer?.type === 'pseudo' && /^:(nth|lang|dir)/.test(outer.value)) return
      tag.value = tag.value === 'page' ? 'body' : `wx-${tag.value}`
    })
    if (owner !== 'component') return
    root.walkClasses((name) => {
      name.value = CLASS_PLACEHOLDER + name.value
    })
    root.walkPseudos((pseudo) => {
      if (pseudo.value !== ':host') return
      const host = selectorParser.attribute({
        attribute: 'wx-host',
        operator: '=',
        value: HOST_PLACEHOLDER,
        raws: {},
        quoteMark: null,
      })
      // `:host(.open)` also asks something of the host.
      pseudo.replaceWith(host, ...(pseudo.nodes[0]?.nodes ?? []))
    })
  })
  return (selectors) => processor.processSync(selectors)
}

/** `@media (prefers-color-scheme: dark)` asks the machine; the simulated phone has a theme of its own. */
function splitScheme(params: string): { scheme: string; rest: string } | null {
  const queries = params.split(',').map((query) => query.trim())
  const schemes = queries.map((query) => SCHEME_QUERY.exec(query)?.[1]?.toLowerCase())
  const scheme = schemes[0]
  if (!scheme || schemes.some((other) => other !== scheme)) return null
  const rest = queries.map((query) =>
    query
      .replace(SCHEME_QUERY, '')
      .replace(/\band\s+and\b/g, 'and')
      .replace(/^\s*and\s+|\s+and\s*$/g, '')
      .trim(),
  )
  return { scheme, rest: rest.some((query) => query === '') ? '' : rest.join(', ') }
}

function withTheme(selector: string, scheme: string): string {
  const theme = `:where([data-theme="${scheme}"])`
  const rooted = /^(:root|html)(?![\w-])/.exec(selector)
  return rooted
    ? `${rooted[0]}${theme}${selector.slice(rooted[0].length)}`
    : `:where(html${theme}) ${selector}`
}

function isInKeyframes(rule: Rule): boolean {
  const parent = rule.parent
  return parent?.type === 'atrule' && /keyframes$/i.test((parent as AtRule).name)
}

function isInFontFace({ parent }: Declaration): boolean {
  return parent?.type === 'atrule' && /^font-face$/i.test((parent as AtRule).name)
}

function rewriteScheme(media: AtRule): void {
  const found = splitScheme(media.params)
  if (!found) return
  media.walkRules((rule) => {
    if (isInKeyframes(rule)) return
    rule.selectors = rule.selectors.map((selector) => withTheme(selector, found.scheme))
  })
  if (found.rest) media.params = found.rest
  else if (media.nodes) media.replaceWith(...media.nodes)
}

function rewriteFonts(rule: AtRule): void {
  rule.walkDecls('src', (decl) => {
    const local = localFont(decl.value)
    if (local) decl.value = local
  })
}

function transform(root: Root, owner: StyleOwner, file: string, problems: Problems): void {
  const rewrite = rewriteSelectors(owner)
  root.walkRules((rule) => {
    if (isInKeyframes(rule)) return
    try {
      rule.selector = rewrite(rule.selector)
    } catch (error) {
      const start = rule.source?.start
      const message = error instanceof Error ? error.message.split('\n')[0] : String(error)
      problems.add('error', file, `bad selector: ${message ?? ''}`, start?.line, start?.column)
    }
  })
  root.walkDecls((decl) => {
    decl.value = translateCssValue(decl.value)
    if (!isInFontFace(decl)) decl.value = withChineseFonts(decl.prop, decl.value)
  })
  const medias: AtRule[] = []
  root.walkAtRules((rule) => {
    if (rule.name === 'font-face') rewriteFonts(rule)
    if (rule.name !== 'media') return
    rule.params = translateCssValue(rule.params)
    if (SCHEME_QUERY.test(rule.params)) medias.push(rule)
  })
  medias.forEach(rewriteScheme)
}

/** Compiles WXSS files; every result is kept until the file, or one it imports, changes. */
export class StyleCompiler {
  readonly #files: SourceFiles
  readonly #parsed = new VersionedCache<{ root: Root | null; problems: Problems }>()
  readonly #compiled = new VersionedCache<CompiledStyle>()

  constructor(files: SourceFiles) {
    this.#files = files
  }

  compile(path: string, owner: StyleOwner): CompiledStyle {
    const used: string[] = []
    const problems = new Problems()
    const root = this.#inline(path, used, problems, 0)
    const key =
      used.map((file) => `${file}@${this.#files.version(file)}`).join() + problems.errors.length
    return this.#compiled.get(`${owner}:${path}`, key, () => {
      const copy = root.clone()
      transform(copy, owner, path, problems)
      return { css: copy.toString(), problems }
    })
  }

  #parse(path: string): { root: Root | null; problems: Problems } {
    return this.#parsed.get(path, String(this.#files.version(path)), () => {
      const problems = new Problems()
      try {
        return { root: postcss.parse(this.#files.text(path), { from: path }), problems }
      } catch (error) {
        if (!(error instanceof CssSyntaxError)) throw error
        problems.add('error', path, error.reason, error.line, error.column)
        return { root: null, problems }
      }
    })
  }

  /** The sheet with its `@import`s put in place, parsed but not transformed. */
  #inline(path: string, used: string[], problems: Problems, depth: number): Root {
    used.push(path)
    const parsed = this.#parse(path)
    problems.addAll(parsed.problems)
    const result = postcss.root()
    for (const node of parsed.root?.nodes ?? []) {
      if (node.type !== 'atrule' || node.name !== 'import') result.append(node.clone())
      else result.append(...this.#imported(node, path, used, problems, depth))
    }
    return result
  }

  #imported(
    rule: AtRule,
    path: string,
    used: string[],
    problems: Problems,
    depth: number,
  ): ChildNode[] {
    const start = rule.source?.start
    const fail = (message: string): ChildNode[] => {
      problems.add('error', path, message, start?.line, start?.column)
      return []
    }
    const request = IMPORT.exec(rule.params.trim())?.[1]
    if (!request) return fail(`cannot read @import ${rule.params}`)
    const target = resolvePath(request, path)
    const file = [target, `${target}.wxss`].find((candidate) => this.#files.exists(candidate))
    if (!file) return fail(`@import: there is no file ${target}`)
    if (depth >= MAX_IMPORT_DEPTH) return fail(`@import: ${file} imports itself`)
    return this.#inline(file, used, problems, depth + 1).nodes
  }
}
