import type { DeviceInfo, EnterOptions } from '../host'
import type { MiniProgramRuntime } from './runtime'
import { formatQuery } from './url'

/**
 * Scene values with which a card, code or message opens a page of its own even when the mini program is alive; with
 * all others (recent list, floating window…) it stays where it was.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/operating-mechanism.html
 */
const REOPENING_SCENES = new Set([
  1007, 1008, 1011, 1012, 1013, 1014, 1017, 1020, 1025, 1036, 1037, 1043, 1044, 1045, 1046, 1047,
  1048, 1049, 1058, 1065, 1067, 1074, 1082, 1088, 1091, 1096, 1107, 1154, 1155, 1158, 1160, 1185,
  1231,
])

/** Address of the page that enter options ask for; empty for the home page. */
export function enterUrl({ path, query }: EnterOptions): string {
  if (!path) return ''
  const text = formatQuery(query)
  return `/${path}${text && `?${text}`}`
}

/** Connects a running mini program with the phone around it: coming and going, theme, size. */
export class HostLink {
  readonly #runtime: MiniProgramRuntime

  constructor(runtime: MiniProgramRuntime) {
    this.#runtime = runtime
    const { host } = runtime
    host.onShow((options) => this.#show(options))
    host.onHide(() => {
      runtime.router.top?.hide(true)
      runtime.app.call('onHide', {})
      runtime.context.events.emit('appHide', {})
    })
    host.onDeviceChange((device) => this.#deviceChanged(device))
  }

  #show(options: EnterOptions): void {
    const { app, context, router, errors } = this.#runtime
    app.call('onShow', options)
    context.events.emit('appShow', options)
    if (options.path && REOPENING_SCENES.has(options.scene)) {
      void router
        .reLaunch(enterUrl(options), 'appLaunch')
        .catch((error: unknown) => errors.fail(error, `opening ${options.path}`))
    } else router.top?.show()
  }

  #deviceChanged(device: DeviceInfo): void {
    const runtime = this.#runtime
    const { device: before, theme: themeBefore } = runtime
    runtime.device = device
    const { theme } = runtime
    if (theme !== themeBefore) {
      runtime.tabs.setTheme(theme)
      for (const page of runtime.router.pages) page.setTheme(theme)
      runtime.app.call('onThemeChange', { theme })
      runtime.context.events.emit('themeChange', { theme })
      runtime.syncScreen()
    }
    if (device.screenWidth === before.screenWidth && device.screenHeight === before.screenHeight) {
      return
    }
    const { top } = runtime.router
    const { clientWidth = 0, clientHeight = 0 } = top?.view.frame ?? {}
    const size = { windowWidth: clientWidth, windowHeight: clientHeight }
    top?.resize(size)
    runtime.context.events.emit('windowResize', { size })
  }
}
