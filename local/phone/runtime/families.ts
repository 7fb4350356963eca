import { type Element } from 'glass-easel'
import { componentsFamily } from '../components/schema'
import { animationFamily } from '../wx/animation'
import { animate, clearAnimation, type WxKeyframe } from '../wx/animation/keyframes'
import { canvasFamily } from '../wx/canvas'
import { createIntersectionObserver, intersectionObserverFamily } from '../wx/intersection-observer'
import { createMediaQueryObserver, mediaQueryObserverFamily } from '../wx/media-query-observer'
import { locationFamily } from '../wx/location'
import { navigationBarFamily } from '../wx/navigation-bar'
import { nextTickFamily } from '../wx/next-tick'
import { pullDownRefreshFamily } from '../wx/pull-down-refresh'
import { routeFamily, routerApis } from '../wx/route'
import { scrollFamily } from '../wx/scroll'
import { findAll, SelectorQuery, selectorQueryFamily } from '../wx/selector-query'
import { WxNotSupportedError, type WxContext, type WxFamily } from '../wx/support'
import { tabBarFamily } from '../wx/tab-bar'
import { provideInstanceServices, type ComponentInstance } from './instance'
import type { MiniProgramRuntime } from './runtime'

/** The families of `wx` that touch pages. */
export function pageFamilies(context: WxContext, runtime: MiniProgramRuntime): WxFamily[] {
  provideServices(runtime)
  return [
    animationFamily(),
    canvasFamily(context, runtime),
    componentsFamily(),
    intersectionObserverFamily(runtime),
    locationFamily(context, runtime.manifest.app),
    mediaQueryObserverFamily(runtime),
    navigationBarFamily(runtime),
    nextTickFamily(),
    pullDownRefreshFamily(runtime),
    routeFamily(runtime),
    scrollFamily(runtime),
    selectorQueryFamily(runtime),
    tabBarFamily(runtime),
  ]
}

function callbackOf(args: readonly unknown[]): (() => void) | undefined {
  const last = args.at(-1)
  return typeof last === 'function' ? (last as () => void) : undefined
}

/** What `this.createSelectorQuery()` and its neighbours do. */
function provideServices(runtime: MiniProgramRuntime): void {
  const elements = (scope: ComponentInstance, selector: unknown): Element[] =>
    findAll(scope._$, String(selector))
  provideInstanceServices({
    createSelectorQuery: (scope) => new SelectorQuery(runtime, scope._$),
    createIntersectionObserver: (scope, options) =>
      createIntersectionObserver(runtime, scope, options),
    createMediaQueryObserver: (scope) => createMediaQueryObserver(runtime, scope),
    animate: (scope, selector, keyframes, duration, extra) => {
      if (typeof extra === 'object' && extra !== null) {
        throw new WxNotSupportedError('this.animate with a scroll timeline')
      }
      animate(
        elements(scope, selector),
        keyframes as WxKeyframe[],
        Number(duration) || 0,
        typeof extra === 'function' ? (extra as () => void) : undefined,
      )
    },
    clearAnimation: (scope, selector, ...rest) =>
      clearAnimation(elements(scope, selector), callbackOf(rest)),
    getTabBar: (scope) => runtime.pageOf(scope._$)?.tabBarInstance() ?? null,
    router: (scope, base) => {
      const page = runtime.pageOf(scope._$)
      return routerApis(runtime, base === 'page' ? (page?.path ?? scope.is) : scope.is)
    },
    getPageId: (scope) => `pageId:${runtime.pageOf(scope._$)?.id ?? ''}`,
  })
}
