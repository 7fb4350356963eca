/** Names every module sees, as local/compiler/emit.ts declares them. */
export interface ModuleGlobals {
  App: unknown
  Page: unknown
  Component: unknown
  Behavior: unknown
  getApp: unknown
  getCurrentPages: unknown
  wx: unknown
  global: unknown
  requirePlugin: unknown
}

type ModuleFunction = (...args: unknown[]) => void

interface ModuleRecord {
  requires: Readonly<Record<string, string>>
  run: ModuleFunction
  module: { exports: unknown } | undefined
}

/** `require` of one mini program: modules run once, cycles see the exports made so far. */
export class ModuleRegistry {
  readonly #records = new Map<string, ModuleRecord>()
  #receivers: ((globals: ModuleGlobals) => void)[] = []
  #hasGlobals = false

  /** Called by the compiled script with the function that takes the globals. */
  receive(receiver: (globals: ModuleGlobals) => void): void {
    this.#receivers.push(receiver)
  }

  setGlobals(globals: ModuleGlobals): void {
    this.#hasGlobals = true
    for (const receiver of this.#receivers) receiver(globals)
  }

  define(file: string, requires: Readonly<Record<string, string>>, run: ModuleFunction): void {
    this.#records.set(file, { requires, run, module: undefined })
  }

  has(file: string): boolean {
    return this.#records.has(file)
  }

  /** @throws whatever the module throws while it runs. */
  require(file: string): unknown {
    const record = this.#records.get(file)
    if (!record) throw new Error(`module '${file}' is not defined`)
    if (record.module) return record.module.exports
    if (!this.#hasGlobals) throw new Error('modules cannot run before the globals are set')
    const module = { exports: {} as unknown }
    record.module = module
    const require = this.#requireOf(file, record)
    try {
      record.run.call(module.exports, require, module, module.exports)
    } catch (error) {
      record.module = undefined
      throw error
    }
    return module.exports
  }

  #requireOf(file: string, record: ModuleRecord): unknown {
    const load = (request: string): unknown => {
      const target = record.requires[request]
      if (!target)
        throw new Error(
          `module '${request}' is not defined, require args is '${request}' (${file})`,
        )
      return this.require(target)
    }
    const require = (
      request: string,
      done?: (module: unknown) => void,
      failed?: (error: unknown) => void,
    ): unknown => {
      if (typeof done !== 'function') return load(request)
      // The callback form loads from another subpackage, hence later.
      void loadLater(load, request).then(done, failed)
      return undefined
    }
    return Object.assign(require, { async: (request: string) => loadLater(load, request) })
  }
}

/**
 * Fails with what the documentation of `require.async` names: `mod` and `errMsg`.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/api/require.html
 */
async function loadLater(load: (request: string) => unknown, request: string): Promise<unknown> {
  try {
    return load(request)
  } catch (error) {
    const errMsg = error instanceof Error ? error.message : String(error)
    throw Object.assign(new Error(errMsg, { cause: error }), { mod: request, errMsg })
  }
}
