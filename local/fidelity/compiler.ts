import { absent, each, partial, remark, type Judgements } from './types'

/** A feature of a language: what it is called here, and the text that shows it in use. */
export interface Syntax {
  name: string
  token: RegExp
}

const syntax = (name: string, token: RegExp): Syntax => ({ name, token })

export const WXML: readonly Syntax[] = [
  syntax('`{{ }}`', /\{\{/),
  syntax('`wx:if` `wx:elif` `wx:else`', /wx:elif/),
  syntax('`wx:for` `wx:for-item` `wx:for-index` `wx:key`', /wx:for-index/),
  syntax('`<block>`', /<block/),
  syntax('`<template name>` `<template is data>`', /<template is=/),
  syntax('`<import>` `<include>`', /<include/),
  syntax('`<slot>`', /<slot/),
  syntax('named slots', /<slot name=/),
  syntax('`bind` `catch`, with and without a colon', /bind:\w/),
  syntax('`mut-bind`', /mut-bind/),
  syntax('`capture-bind` `capture-catch`', /capture-(bind|catch)/),
  syntax('`data-*`', /data-\w/),
  syntax('`mark:*`', /mark:\w/),
  syntax('`model:value`', /model:\w/),
  syntax('`change:prop` with WXS', /change:\w/),
  syntax('`generic:*`', /generic:\w/),
  syntax('`<wxs>` in the page and in files', /<wxs/),
  syntax('external classes', /externalClasses/),
  syntax('`aria-*`', /aria-\w/),
  syntax('`hidden`', /\shidden[=\s>]/),
]

export const WXML_JUDGED: Judgements = {
  'named slots': remark('with `multipleSlots`; `dynamicSlots` of glass-easel too'),
  'worklet animations, gesture handlers': absent('of Skyline'),
}

export const WXSS: readonly Syntax[] = [
  syntax('`rpx`', /\drpx/),
  syntax('`@import`', /@import/),
  syntax('selectors of tags, `page`', /page \{|page\s*\{/),
  syntax('`:host`', /:host/),
  syntax('`styleIsolation`, `addGlobalClass`', /apply-shared/),
  syntax('`@media (prefers-color-scheme)`', /prefers-color-scheme/),
  syntax('`env(safe-area-inset-*)`', /safe-area-inset/),
  syntax('`@keyframes`', /@keyframes/),
  syntax('`@font-face`', /@font-face/),
]

export const WXSS_JUDGED: Judgements = {
  '`@font-face`': partial(
    'fonts of the internet are the internet’s; the icons of vant come from npm',
  ),
  'Less, Sass': absent('plain WXSS only'),
}

export const SCRIPT: readonly Syntax[] = [
  syntax(
    'TypeScript and JavaScript, `import` and `require`',
    /TypeScript and both kinds of modules/,
  ),
  syntax('packages of miniprogram_npm', /miniprogram_npm/),
  syntax('`resolveAlias`', /resolveAlias/),
  syntax('`require.async`', /require\.async/),
  syntax('source maps', /maps the compiled script back/),
  syntax('no `window`, `document`, `fetch`', /hides what a phone does not have/),
  syntax('WXS: `getRegExp`, `getDate`, `constructor`', /names types by `constructor`/),
  syntax('WXS events: `setStyle`, `callMethod`, …', /handled by WXS without the page/),
]

export const SCRIPT_JUDGED: Judgements = {
  '`require.async`': partial('all subpackages are there from the start'),
  'WXS: `getRegExp`, `getDate`, `constructor`': remark(
    'checked as JavaScript: what only JavaScript has passes here',
  ),
  'plugins, workers, worklets': absent('`requirePlugin` throws'),
}

const OF_THE_TOOLS = 'for DevTools or the review; nothing to do here'
const SKYLINE = 'of Skyline'

/** Keys of app.json and of page and component JSON. Those nothing here reads are absent. */
export const KEYS: Judgements = {
  ...each(
    'componentFramework glassEaselWebview renderer',
    partial('everything runs on glass-easel, whatever it says'),
  ),
  ...each('lazyCodeLoading preloadRule', partial('all code is there from the start')),
  ...each('sitemapLocation debug static', partial(OF_THE_TOOLS)),
  ...each('permission requiredPrivateInfos', partial('of `wx.getLocation`')),
  ...each('rendererOptions appBar', absent(SKYLINE)),
  cloud: partial('there is always a cloud'),
  __usePrivacyCheck__: partial('not read: the check is always on, as on phones since 2023'),
  ...each('backgroundColorTop backgroundColorBottom', absent('the window has one colour')),
  pageOrientation: absent('the phone stands upright'),
  'tabBar.position': absent('always at the bottom'),
  useExtendedLib: partial('`weui` only, from the npm package weui-miniprogram in miniprogram_npm'),
  componentPlaceholder: partial('the component itself is always there in time'),
  'subPackages.independent': partial('the main package is there too'),
  'subPackages.name': partial('nothing is loaded by name'),
}
