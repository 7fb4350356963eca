/**
 * Callbacks of pages that WeChat has and this phone has no occasion for: Moments, favourites, a mini program that the
 * system ends. Defining one is said to the author.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html
 */
export const NEVER_CALLED = ['onShareTimeline', 'onAddToFavorites', 'onSaveExitState'] as const
