import type { CompiledScript } from './script'
import type { CompiledTemplate, CompiledWxs } from './template'

/**
 * Names that exist in a browser but not where a mini program's scripts run: they are shadowed, so that code that would
 * fail on a phone fails here too.
 */
const ABSENT = [
  'window',
  'document',
  'self',
  'top',
  'parent',
  'frames',
  'location',
  'navigator',
  'history',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'Worker',
  'Image',
  'alert',
  'confirm',
  'prompt',
  'FormData',
  'URL',
  'URLSearchParams',
]

/** Names the phone gives to every module. */
const GLOBALS = [
  'App',
  'Page',
  'Component',
  'Behavior',
  'getApp',
  'getCurrentPages',
  'wx',
  'global',
  'requirePlugin',
]

/**
 * Head of the script. Names are variables around the modules, not parameters of each: a module may declare a name of its
 * own that is also one of these (`class Image`).
 */
const HEAD = `(function(define,receive){var ${[...ABSENT, ...GLOBALS].join(',')};receive(function(g){${GLOBALS.map((name) => `${name}=g.${name};`).join('')}});\n`

interface Section {
  offset: { line: number; column: 0 }
  map: unknown
}

/** All modules as one script with an index source map; module functions are called by the phone's `require`. */
export function emitModules(modules: ReadonlyMap<string, CompiledScript>): {
  code: string
  map: string
} {
  const parts: string[] = [HEAD]
  const sections: Section[] = []
  let line = 1
  for (const [file, { code, map, requires }] of modules) {
    const head = `define(${JSON.stringify(file)},${JSON.stringify(requires)},function(require,module,exports){\n`
    if (map !== null) sections.push({ offset: { line: line + 1, column: 0 }, map: JSON.parse(map) })
    const part = `${head}${code}\n});\n`
    parts.push(part)
    line += part.split('\n').length - 1
  }
  parts.push(
    '})(window.__mpDefine,window.__mpReceiveGlobals);\n//# sourceMappingURL=modules.js.map\n',
  )
  const map = JSON.stringify({ version: 3, file: 'modules.js', sections })
  return { code: parts.join(''), map }
}

/** Paths under which a WXS file is looked up: generated code asks with `.wxs`, `require` and older code without. */
function wxsNames(file: string): string[] {
  return file.endsWith('.wxs') ? [file, file.slice(0, -4)] : [file]
}

export function emitTemplates(
  runtime: string,
  templates: ReadonlyMap<string, CompiledTemplate>,
  scripts: ReadonlyMap<string, CompiledWxs>,
): string {
  const parts = [
    // WXS has no `Date` and `RegExp` constructors of its own but these two functions.
    '(function(){var getRegExp=function(p,f){return new RegExp(p,f)};',
    'var getDate=function(){return new (Date.bind.apply(Date,[null].concat([].slice.call(arguments))))()};\n',
    'var G={};var R={};',
    runtime,
    '\nQ=Object.assign(Q,window.__mpTemplateHooks);\n',
  ]
  for (const [file, { code }] of scripts) {
    const [name = file, ...aliases] = wxsNames(file)
    parts.push(
      `R[${JSON.stringify(name)}]=D(${JSON.stringify(name)},(require,exports,module)=>{${code}\n});\n`,
    )
    for (const alias of aliases) {
      const loader = `(require,exports,module)=>{module.exports=R[${JSON.stringify(name)}]()}`
      parts.push(`R[${JSON.stringify(alias)}]=D(${JSON.stringify(alias)},${loader});\n`)
    }
  }
  for (const [path, { code }] of templates) {
    parts.push(`G[${JSON.stringify(path)}]=${code};\n`)
  }
  parts.push('window.__mpTemplates=G})();\n')
  return parts.join('')
}
