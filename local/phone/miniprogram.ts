import { CODE_ROOT } from '../compiler/manifest'
import type { CompileProblem } from '../compiler/problems'
import { pageFamilies } from './runtime/families'
import { Reporter } from './runtime/report'
import { MiniProgramRuntime, type CompiledCode } from './runtime/runtime'
import { automationTarget } from './runtime/automation-target'
import { defineWxsConstructors } from './runtime/template-hooks'
import { createWx } from './wx'

interface BuildFailure {
  errors: CompileProblem[]
}

function loadScript(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = CODE_ROOT + name
    script.async = false
    script.onload = () => resolve()
    script.onerror = () => reject(new Error(`${script.src} cannot be loaded`))
    document.head.append(script)
  })
}

async function loadJson<T>(name: string): Promise<T> {
  const reply = await fetch(CODE_ROOT + name)
  if (!reply.ok) throw new Error(`${CODE_ROOT + name}: ${reply.status}`)
  return (await reply.json()) as T
}

async function boot(): Promise<void> {
  const host = window.phoneHost
  const reporter = new Reporter(host, console)
  reporter.patchConsole(console)
  try {
    const failure = await loadJson<BuildFailure>('errors.json')
    const [manifest, styles] = await Promise.all([
      loadJson<CompiledCode['manifest']>('manifest.json'),
      loadJson<CompiledCode['styles']>('styles.json'),
    ])
    const runtime = new MiniProgramRuntime(host, reporter, { manifest, styles })
    window.__miniprogram = automationTarget(runtime)
    if (failure.errors.length > 0) {
      host.ready()
      return runtime.screen.showProblems(failure.errors)
    }
    defineWxsConstructors()
    window.__mpDefine = runtime.modules.define.bind(runtime.modules)
    window.__mpReceiveGlobals = runtime.modules.receive.bind(runtime.modules)
    window.__mpTemplateHooks = runtime.hooks.helpers
    await Promise.all([loadScript('modules.js'), loadScript('templates.js')])
    const { wx, context } = await createWx({
      host,
      app: {
        name: host.appName,
        version: '',
        darkmode: manifest.app.darkmode === true,
        packageRoot: '/mp/',
      },
      currentPage: () => {
        const { top } = runtime.router
        if (!top) return undefined
        return {
          id: top.id,
          route: top.path,
          options: top.query,
          title: top.navigation.state.title,
        }
      },
      overlay: () => runtime.screen.overlay,
      windowSize: () => runtime.windowSize(),
      families: (given) => pageFamilies(given, runtime),
    })
    await runtime.start(wx, context)
  } catch (error) {
    reporter.exception(error, 'starting the mini program')
    host.ready()
  }
}

void boot()
