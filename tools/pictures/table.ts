import type { PictureKit } from './kit'
import type { Picture } from './run'

/** The cloud never answers, so a page stays as it is while it waits. */
const hang = (kit: PictureKit): Promise<void> =>
  kit.mockWith('cloud.callFunction', 'function () { return new Promise(() => {}) }')

/** The network is gone for cloud calls. */
const fail = (kit: PictureKit): Promise<void> =>
  kit.mock('cloud.callFunction', { errMsg: 'cloud.callFunction:fail network error', errCode: -1 })

const restore = (kit: PictureKit): Promise<void> => kit.restore('cloud.callFunction')

const PAGES = [
  { name: 'today', as: 'member', url: 'pages/today/today' },
  { name: 'rules', as: 'member', url: 'pages/rules/rules' },
  { name: 'board', as: 'member', url: 'pages/board/board' },
  { name: 'me', as: 'member', url: 'pages/me/me' },
  { name: 'entries', as: 'member', url: 'subpackages/points/entries/entries' },
  { name: 'inbox', as: 'member', url: 'subpackages/notice/inbox/inbox' },
  { name: 'today-admin', as: 'admin', url: 'pages/today/today' },
  { name: 'board-manager', as: 'manager', url: 'pages/board/board' },
  { name: 'demo', as: 'visitor', url: 'subpackages/visitor/demo/demo' },
] as const

/** Every page as it is with its data, and, as extras, while it loads and when loading fails. */
export const PICTURES: readonly Picture[] = PAGES.flatMap((page): Picture[] => [
  { ...page, ready: 'page' },
  {
    ...page,
    name: `${page.name}-loading`,
    ready: 'page',
    before: hang,
    cleanUp: restore,
    isExtra: true,
  },
  {
    ...page,
    name: `${page.name}-error`,
    ready: 'page',
    before: fail,
    cleanUp: restore,
    isExtra: true,
  },
])
