import { WxNotSupportedError } from '../../wx/support'
import type { Controller } from './controller'

/** Open types that have no counterpart on this machine. */
type OpenType = (button: Controller) => void | Promise<void>

/** What a button does besides its tap. Filled by the folders that own the capability. */
const openTypes: Readonly<Record<string, OpenType>> = {
  share: (button) => button.page.share(button.component),
}

export function runOpenType(button: Controller, openType: string): void {
  const run = openTypes[openType]
  if (!run) {
    button.page.fail(new WxNotSupportedError(`<button open-type="${openType}">`))
    return
  }
  void Promise.resolve(run(button)).catch((error: unknown) => button.page.fail(error))
}
