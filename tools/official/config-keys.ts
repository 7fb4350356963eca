import { isObject, type AppOutline } from './app'
import type { Problem } from './problem'
import { isForeign, readJson, type Sources } from './sources'

/**
 * Names that WeChat reads, so that a misspelt one does not pass in silence (its own compiler says nothing).
 * https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html, page.html,
 * https://developers.weixin.qq.com/miniprogram/dev/devtools/projectconfig.html
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const WINDOW = words(`
  backgroundColor backgroundColorBottom backgroundColorContent backgroundColorTop backgroundTextStyle
  enablePullDownRefresh handleWebviewPreload homeButton initialRenderingCache navigationBarBackgroundColor
  navigationBarTextStyle navigationBarTitleText navigationStyle onReachBottomDistance pageOrientation renderingMode
  restartStrategy visualEffectInBackground
`)

export const PAGE = new Set([
  ...WINDOW,
  ...words(`
    component componentFramework componentGenerics componentPlaceholder disableScroll disableSwipeBack
    glassEaselWebview pureDataPattern renderer rendererOptions singlePage style styleIsolation usingComponents
  `),
])

export const APP = words(`
  __usePrivacyCheck__ appBar chatTools cloud componentFramework componentPlaceholder convertRpxToVw darkmode debug
  debugOptions embeddedAppIdList enablePassiveEvent entranceDeclare entryPagePath functionalPages glassEaselWebview
  halfPage lazyCodeLoading navigateToMiniProgramAppIdList networkTimeout pages permission plugins preloadRule renderer
  rendererOptions requiredBackgroundModes requiredPrivateInfos resizable resolveAlias serviceProviderTicket singlePage
  sitemapLocation static style subPackages subpackages supportedMaterials tabBar themeLocation useExtendedLib
  usingComponents window workers
`)

export const SUBPACKAGE = words(`
  componentFramework entry independent name pages plugins renderer root
`)
export const TAB_BAR = words('backgroundColor borderStyle color custom list position selectedColor')
export const TAB = words('iconPath pagePath renderer selectedIconPath text')
const SITEMAP_RULE = words('action matching page params priority')

const PROJECT = words(`
  appid cloudbaseRoot cloudcontainerRoot cloudfunctionRoot cloudfunctionTemplateRoot compileType condition
  debugOptions description editorSetting libVersion miniprogramRoot packOptions pluginRoot projectname qcloudRoot
  scripts setting simulatorPluginLibVersion simulatorType skeletonConfig srcMiniprogramRoot staticServerOptions
  watchOptions
`)

const SETTING = words(`
  autoAudits babelSetting bigPackageSizeSupport bundle checkInvalidKey checkSiteMap compileHotReLoad compileWorklet
  coverView disableSWC disableUseStrict enableEngineNative enhance es6 ignoreCodeQuality ignoreDevUnusedFiles
  ignoreUploadUnusedFiles lazyloadPlaceholderEnable localPlugins minified minifyWXML minifyWXSS nodeModules
  packNpmManually packNpmRelationList postcss preloadBackgroundData scopeDataCheck showES6CompileOption
  showShadowRootInWxmlPanel skylineRenderEnable swc uglifyFileName uploadWithSourceMap urlCheck useApiHook
  useApiHostProcess useCompilerPlugins useIsolateContext useLanDebug useMultiFrameRuntime useStaticServer
`)

/** Keys of JSON files that nothing reads. */
export function unknownKeys(sources: Sources, app: AppOutline): Problem[] {
  const problems: Problem[] = []
  const check = (file: string, at: string, value: unknown, known: ReadonlySet<string>) => {
    if (!isObject(value)) return
    for (const key of Object.keys(value)) {
      if (!known.has(key)) {
        const message = `unknown key ${at}${key}`
        problems.push({ rule: 'unknown-key', file, message })
      }
    }
  }
  const each = (file: string, at: string, list: unknown, known: ReadonlySet<string>) => {
    if (!Array.isArray(list)) return
    list.forEach((item, index) => check(file, `${at}[${index}].`, item, known))
  }
  const appFile = sources.named('app.json')
  check(appFile, '', app.json, APP)
  check(appFile, 'window.', app.json['window'], WINDOW)
  check(appFile, 'tabBar.', app.json['tabBar'], TAB_BAR)
  if (isObject(app.json['tabBar'])) each(appFile, 'tabBar.list', app.json['tabBar']['list'], TAB)
  each(appFile, 'subPackages', app.json['subPackages'], SUBPACKAGE)
  each(appFile, 'subpackages', app.json['subpackages'], SUBPACKAGE)
  for (const { path, json } of app.units.values()) {
    if (!isForeign(path)) check(sources.named(`${path}.json`), '', json, PAGE)
  }
  check('project.config.json', '', sources.project, PROJECT)
  check('project.config.json', 'setting.', sources.project['setting'], SETTING)
  const sitemap = app.json['sitemapLocation']
  if (typeof sitemap === 'string' && sources.has(sitemap)) {
    const rules = readJson(sources, sitemap, problems)
    each(sources.named(sitemap), 'rules', rules?.['rules'], SITEMAP_RULE)
  }
  return problems
}
