import type { WxContext, WxFamily } from '../wx/support'
import { nextTickFamily } from '../wx/next-tick'
import { routeFamily } from '../wx/route'
import type { MiniProgramRuntime } from './runtime'

/** The families of `wx` that touch pages. */
export function pageFamilies(_context: WxContext, runtime: MiniProgramRuntime): WxFamily[] {
  return [nextTickFamily(), routeFamily(runtime)]
}
