import type { SourceFiles } from './files'
import { positionOfString, type Problems, type Severity } from './problems'

const WEUI_STYLE = 'miniprogram_npm/weui-miniprogram/weui-wxss/dist/style/weui.wxss'

/**
 * The style sheet that `useExtendedLib` puts before app.wxss. WeChat brings the library itself; here it is the npm
 * package of the same name, so a project without it is told what to install.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#useExtendedLib
 */
export function extendedLibStyle(
  used: unknown,
  files: SourceFiles,
  problems: Problems,
): string | undefined {
  if (typeof used !== 'object' || used === null) return undefined
  const text = files.text('app.json')
  const report = (severity: Severity, name: string, message: string): void => {
    const { line, column } = positionOfString(text, name)
    problems.add(severity, 'app.json', `useExtendedLib: ${message}`, line, column)
  }
  let style: string | undefined
  for (const [name, version] of Object.entries(used)) {
    if (version === false) continue
    if (name !== 'weui') report('warning', name, `"${name}" is not supported`)
    else if (files.exists(WEUI_STYLE)) style = WEUI_STYLE
    else report('error', name, 'put the npm package weui-miniprogram into miniprogram_npm')
  }
  return style
}
