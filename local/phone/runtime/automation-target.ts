import * as glassEasel from 'glass-easel'
import type { AutomationTarget } from '../automation/target'
import { controllerOf } from '../components/support/controller'
import { BUILT_IN_PREFIX } from '../components/support/register'
import { noteTap } from '../wx/support'
import { dispatch } from './gestures'
import type { MiniProgramRuntime } from './runtime'

/** What test automation may see and do of a running mini program: `window.__miniprogram`. */
export function automationTarget(runtime: MiniProgramRuntime): AutomationTarget {
  return {
    glassEasel,
    launched: runtime.launched,
    get globals() {
      return {
        wx: runtime.wx,
        getApp: runtime.app.getApp,
        getCurrentPages: runtime.getCurrentPages,
      }
    },
    pages: () =>
      runtime.router.stack.map((page) => ({
        pageId: page.id,
        path: page.path,
        query: page.query,
        instance: page.instance,
        component: page.component,
        scroller: page.view.dom.documentElement,
      })),
    tagName: (element) =>
      glassEasel.Component.isComponent(element)
        ? element.tagName
        : ((element as { is?: string }).is ?? ''),
    isBuiltin: (element) =>
      !glassEasel.Component.isComponent(element) || element.is.startsWith(BUILT_IN_PREFIX),
    functionsOf: (element) => controllerOf(element)?.functions(),
    dispatch(element, eventName, { detail, touches, changedTouches }) {
      if (eventName === 'tap') noteTap()
      dispatch(element, eventName, detail ?? {}, {
        ...(touches ? { touches } : {}),
        ...(changedTouches ? { changedTouches } : {}),
      })
    },
  }
}
