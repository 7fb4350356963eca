import { transformSync, type TransformFailure } from 'esbuild'
import { TmplGroup } from 'glass-easel-template-compiler'
import { VersionedCache, type SourceFiles } from './files'
import { WXS_CONSTRUCTOR } from './manifest'
import { normalizePath, resolvePath } from './paths'
import { positionAt, Problems, type Severity } from './problems'

/** One finding of glass-easel's template compiler; positions count from 0. */
interface TemplateFinding {
  isError: boolean
  level: string
  message: string
  startLine: number
  startColumn: number
}

export interface CompiledTemplate {
  /** Expression whose value belongs at `G[path]`. */
  code: string
  /** Template files it imports or includes, without extension. */
  templates: string[]
  /** WXS files it uses. */
  scripts: string[]
  problems: Problems
}

export interface CompiledWxs {
  /** Body of the module function. */
  code: string
  /** WXS files it requires, resolved. */
  requires: string[]
  problems: Problems
}

const WXS_TAG = /<wxs\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>/g
const REQUIRE = /\brequire\s*\(\s*(?:"([^"]+)"|'([^']+)')\s*\)/g
const COMMENT = /<!--[\s\S]*?-->/g

/** A tag that is never closed is an error for WeChat's own compiler, so it is one here. */
const FATAL_WARNINGS = /missing end tag/

const isPackaged = (file: string): boolean => file.includes('miniprogram_npm/')

/**
 * How much a finding weighs. What the compiler drops and goes on (`Error` and less) is forgiven in packages, which were
 * written for WeChat's older compiler; notes about style are not passed on.
 */
function severityOf({ isError, level, message }: TemplateFinding, file: string): Severity | null {
  if (level === 'Note') return null
  if (FATAL_WARNINGS.test(message) || level === 'Fatal') return 'error'
  if (isPackaged(file)) return null
  return isError ? 'error' : 'warning'
}

function matches(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')
}

/**
 * In WXS `value.constructor` is a type's name, e.g. `'Array'`. Reads go to a property that the phone puts beside the
 * real one.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/06datatype.html
 */
function nameConstructors(code: string): string {
  return code.replace(/\.(\s*)constructor\b/g, `.$1${WXS_CONSTRUCTOR}`)
}

const PATTERN_TEXT = /(\bgetRegExp\s*\(\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g

/** WeChat reads the text of `getRegExp('\d+')` as it is written; in JavaScript `'\d'` would be `'d'`. */
function keepPatterns(code: string): string {
  return code.replace(PATTERN_TEXT, (_match, call: string, text: string) => {
    return (
      call +
      text.replace(/\\(.)/g, (escape, next: string) => (next === '\\' ? escape : `\\\\${next}`))
    )
  })
}

/** WXS as JavaScript. */
function toJavaScript(wxs: string): string {
  return keepPatterns(nameConstructors(wxs))
}

/** WXS is a subset of JavaScript that runs in the render layer: it is parsed here and left as it is. */
function checkSyntax(code: string, file: string, problems: Problems): void {
  try {
    transformSync(code, { loader: 'js', logLevel: 'silent' })
  } catch (error) {
    for (const { text, location } of (error as TransformFailure).errors) {
      problems.add('error', file, text, location?.line, location ? location.column + 1 : 0)
    }
  }
}

const TAG = /<[A-Za-z][\w-]*(?:\s+[^\s=<>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*\s*\/?>/g
const KEY = /\bwx:key\s*=\s*(?:"([^"]*)"|'([^']*)')/
const INDEX_NAME = /\bwx:for-index\s*=\s*(?:"([^"]*)"|'([^']*)')/

/**
 * `wx:key="index"` names the loop's index, which is what no key means too; the template compiler would look for a field
 * of that name in every item. Blanked out, so that positions stay.
 */
function dropIndexKeys(wxml: string): string {
  return wxml.replace(TAG, (tag) => {
    const key = KEY.exec(tag)
    if (!key) return tag
    const given = INDEX_NAME.exec(tag)
    const name = given?.[1] ?? given?.[2] ?? 'index'
    return (key[1] ?? key[2])?.trim() === name
      ? tag.replace(key[0], ' '.repeat(key[0].length))
      : tag
  })
}

const COMMENT_OR_TAG = new RegExp(`${COMMENT.source}|${TAG.source}`, 'g')
const TAG_NAME = /^<[A-Za-z][\w-]*/
const ATTRIBUTE = /([^\s=<>"'/]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?/g

/**
 * Of two attributes of one name the last one counts, as WeChat's own compiler has it (`wcc` of npm miniprogram-compiler);
 * the template compiler would take the first. Blanked out, so that positions stay.
 */
function dropOverwritten(wxml: string, onDrop: (name: string, offset: number) => void): string {
  return wxml.replace(COMMENT_OR_TAG, (tag: string, at: number) => {
    const start = TAG_NAME.exec(tag)?.[0].length
    if (start === undefined) return tag
    const places = new Map<string, { from: number; to: number }>()
    let left = tag
    for (const { 0: text, 1: name = '', index } of tag.slice(start).matchAll(ATTRIBUTE)) {
      const from = start + index
      const before = places.get(name)
      if (before) {
        onDrop(name, at + before.from)
        left = blank(left, before.from, before.to)
      }
      places.set(name, { from, to: from + text.length })
    }
    return left
  })
}

/** Spaces for everything but line ends. */
function blank(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to)
}

/** Compiles WXML and WXS; each file alone, so that a change costs only that file. */
export class TemplateCompiler {
  readonly #files: SourceFiles
  readonly #templates = new VersionedCache<CompiledTemplate>()
  readonly #scripts = new VersionedCache<CompiledWxs>()

  constructor(files: SourceFiles) {
    this.#files = files
  }

  /** @param path without `.wxml`. */
  template(path: string): CompiledTemplate {
    const file = `${path}.wxml`
    return this.#templates.get(path, String(this.#files.version(file)), () =>
      this.#compile(path, file),
    )
  }

  #compile(path: string, file: string): CompiledTemplate {
    const problems = new Problems()
    const text = this.#files.text(file)
    const wxml = dropOverwritten(text, (name, offset) => {
      if (isPackaged(file)) return
      const { line, column } = positionAt(text, offset)
      const message = `attribute ${name} is given twice, the last one counts`
      problems.add('warning', file, message, line, column)
    })
    const group = new TmplGroup()
    try {
      for (const finding of group.addTmpl(path, dropIndexKeys(wxml)) as TemplateFinding[]) {
        const severity = severityOf(finding, file)
        if (!severity) continue
        const { message, startLine, startColumn } = finding
        problems.add(severity, file, message, startLine + 1, startColumn + 1)
      }
      for (const name of group.getInlineScriptModuleNames(path) as string[]) {
        const code = group.getInlineScript(path, name)
        group.setInlineScript(path, name, toJavaScript(code))
      }
      const templates = (group.getDirectDependencies(path) as string[]).map(normalizePath)
      const scripts = matches(WXS_TAG, text.replace(COMMENT, '')).map((src) =>
        resolvePath(src, path),
      )
      return { code: group.getTmplGenObject(path), templates, scripts, problems }
    } finally {
      group.free()
    }
  }

  /** @param file with `.wxs`. */
  wxs(file: string): CompiledWxs {
    return this.#scripts.get(file, String(this.#files.version(file)), () => {
      const code = this.#files.text(file)
      const problems = new Problems()
      checkSyntax(code, file, problems)
      const requires = matches(REQUIRE, code).map((request) => resolvePath(request, file))
      return { code: toJavaScript(code), requires, problems }
    })
  }
}

/** Helpers that generated template code refers to (`G`, `R`, `D`, `X`, `Y`…). */
export function templateRuntime(): string {
  const group = new TmplGroup()
  try {
    // Without any script the module loader `D` would be left out.
    group.addScript('any', '')
    return group.getRuntimeString()
  } finally {
    group.free()
  }
}
