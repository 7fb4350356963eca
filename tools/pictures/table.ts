import type { PictureKit } from './kit'
import type { Picture } from './run'
import { fail, hang, restore, withAboutPlace, withHeldSeat, withStandings } from './states'

/** The group that most of the story is about. */
const EAST = '{huadong}'
/** Looks after a full group with people who wait. */
const SOUTH_ADMIN = 'liang-peishan'
/** A group that has no rules yet. */
const NEW = '{xinpin}'
const EAST_CHAT = '华东客户维护群'
const SOUTH = '{huanan}'
const SOUTH_CHAT = '华南大客户群'
/** A chat that is tied to no group. */
const UNBOUND_CHAT = '西南渠道拓展群'

interface Row {
  name: string
  as: string
  open: Picture['open']
  /** From there to the state of the picture. */
  after?: NonNullable<Picture['after']>
  before?: NonNullable<Picture['before']>
  /** Takes back what `before` did. */
  cleanUp?: NonNullable<Picture['cleanUp']>
  /** Asks the cloud for nothing, so it neither loads nor fails. */
  isStatic?: boolean
  /** A step on the way, not shown in `docs/pictures`. */
  isExtra?: boolean
}

/** The page that the button of the entry view leads to. */
const toJoin = async (kit: PictureKit): Promise<void> => {
  await kit.tap('entry-view >>> van-button')
  await kit.waitForPage('subpackages/group/join/join')
  await kit.waitForData('status', ['ready'])
}

/** A group without rules: the starter's clauses, one step before they are published. */
const toPreview = async (kit: PictureKit): Promise<void> => {
  await kit.tap('blank >>> van-button')
  await kit.tap('.dock-main')
  await kit.waitForPage('subpackages/rules/publish/publish')
  await kit.waitForData('status', ['ready'])
}

/** Somebody else than me, among the people of a group. */
const OTHER = 4

/** Pages with the data of the story. Rows that change data come last. */
const PAGES: readonly Row[] = [
  { name: 'today', as: 'member', open: 'pages/today/today' },
  { name: 'rules', as: 'member', open: `pages/rules/rules?g=${EAST}` },
  { name: 'board', as: 'member', open: `pages/board/board?g=${EAST}` },
  { name: 'me', as: 'member', open: 'pages/me/me' },
  {
    name: 'entries',
    as: 'member',
    open: `subpackages/points/entries/entries?g=${EAST}&period=year`,
  },
  { name: 'inbox', as: 'he-shuyan', open: 'subpackages/notice/inbox/inbox' },
  { name: 'privacy', as: 'member', open: 'subpackages/company/privacy/privacy' },
  { name: 'today-admin', as: 'admin', open: 'pages/today/today' },
  { name: 'roster', as: 'admin', open: `subpackages/rules/roster/roster?g=${EAST}` },
  { name: 'rules-edit', as: 'admin', open: `subpackages/rules/edit/edit?g=${EAST}` },
  { name: 'group', as: 'admin', open: `subpackages/group/home/home?g=${EAST}` },
  { name: 'board-manager', as: 'manager', open: 'pages/board/board' },
  { name: 'groups', as: 'manager', open: 'subpackages/group/list/list' },
  { name: 'people', as: 'owner', open: 'subpackages/company/people/people' },
  { name: 'demo', as: 'visitor', open: 'subpackages/visitor/demo/demo', isStatic: true },
  { name: 'today-visitor', as: 'visitor', open: 'pages/today/today', isStatic: true },
  {
    name: 'group-create',
    as: 'owner',
    open: 'subpackages/group/create/create',
    isStatic: true,
    isExtra: true,
  },
  {
    name: 'group-bind',
    as: 'owner',
    open: 'subpackages/group/bind/bind',
    isStatic: true,
    isExtra: true,
  },
  {
    name: 'set-up',
    as: 'visitor',
    open: 'subpackages/company/setup/setup',
    isStatic: true,
    isExtra: true,
  },
  {
    name: 'group-removed',
    as: 'admin',
    open: `subpackages/group/home/home?g=${EAST}`,
    isExtra: true,
    after: (kit) => kit.scrollTo(10_000),
  },
  {
    name: 'group-member',
    as: 'admin',
    open: `subpackages/group/home/home?g=${EAST}`,
    isExtra: true,
    after: (kit) => kit.tap('.person.tap', OTHER),
  },
  {
    name: 'group-remove',
    as: 'admin',
    open: `subpackages/group/home/home?g=${EAST}`,
    isExtra: true,
    async after(kit) {
      await kit.tap('.person.tap', OTHER)
      await kit.tap('member-sheet >>> .out')
    },
  },
  {
    name: 'group-promote',
    as: 'admin',
    open: `subpackages/group/home/home?g=${EAST}`,
    isExtra: true,
    async after(kit) {
      await kit.tap('.person.tap', OTHER)
      await kit.tap('member-sheet >>> .role')
    },
  },
  {
    name: 'group-waiting',
    as: SOUTH_ADMIN,
    open: `subpackages/group/home/home?g=${SOUTH}`,
    before: withHeldSeat,
    cleanUp: restore,
  },
  {
    name: 'group-skip',
    as: SOUTH_ADMIN,
    open: `subpackages/group/home/home?g=${SOUTH}`,
    isExtra: true,
    before: withHeldSeat,
    after: (kit) => kit.tap('.row-act'),
    cleanUp: restore,
  },
  {
    name: 'group-leave',
    as: 'member',
    open: `subpackages/group/home/home?g=${EAST}`,
    isExtra: true,
    async after(kit) {
      await kit.scrollTo(10_000)
      await kit.tap('.leave')
    },
  },
  {
    name: 'roster-away',
    as: 'admin',
    open: `subpackages/rules/roster/roster?g=${EAST}`,
    isExtra: true,
    before: withStandings,
    cleanUp: restore,
  },
  {
    name: 'roster-late',
    as: 'jin-shicheng',
    open: 'subpackages/rules/roster/roster?g={shouhou}',
    isExtra: true,
  },
  {
    name: 'board-about',
    as: 'lin-kexin',
    open: `pages/board/board?g=${EAST}&scope=company`,
    isExtra: true,
    before: withAboutPlace,
    cleanUp: restore,
  },
  {
    name: 'privacy-erase',
    as: 'member',
    open: 'subpackages/company/privacy/privacy',
    isExtra: true,
    after: (kit) => kit.tap('.erase'),
  },
  {
    name: 'privacy-holds',
    as: 'miao-qiushi',
    open: 'subpackages/company/privacy/privacy',
    isExtra: true,
  },
  { name: 'rules-start', as: 'admin', open: `subpackages/rules/edit/edit?g=${NEW}`, isExtra: true },
  {
    name: 'rules-publish',
    as: 'admin',
    open: `subpackages/rules/edit/edit?g=${NEW}`,
    isExtra: true,
    after: toPreview,
  },
  {
    name: 'join',
    as: 'newcomer',
    open: { chat: EAST_CHAT, card: '' },
    isExtra: true,
    after: toJoin,
  },
  {
    name: 'card-bind',
    as: 'owner',
    open: {
      chat: UNBOUND_CHAT,
      card: '把这个群聊绑定到「新品上市项目群」',
      path: `subpackages/group/home/home?g=${NEW}`,
    },
  },
  { name: 'card-newcomer', as: 'newcomer', open: { chat: EAST_CHAT, card: '' } },
  { name: 'card-removed', as: 'removed', open: { chat: EAST_CHAT, card: '' } },
  { name: 'card-full', as: 'fullGroupNewcomer', open: { chat: SOUTH_CHAT, card: '' } },
]

const whileLoading = (row: Row): Picture => ({
  name: `${row.name}-loading`,
  as: row.as,
  open: row.open,
  status: ['loading'],
  before: hang,
  cleanUp: restore,
  isExtra: true,
})

const withoutNetwork = (row: Row): Picture => ({
  name: `${row.name}-error`,
  as: row.as,
  open: row.open,
  status: ['error'],
  before: fail,
  cleanUp: restore,
  isExtra: true,
})

/** Opened by a path, a page can be opened again under other conditions; a card is a story of its own. */
const canRepeat = ({ open, before, after, isStatic }: Row): boolean =>
  typeof open === 'string' && !before && !after && !isStatic

/** Every page with its data and, as extras, while it loads and when loading fails. */
export const PICTURES: readonly Picture[] = PAGES.flatMap((row): Picture[] => [
  {
    name: row.name,
    as: row.as,
    open: row.open,
    status: ['ready', 'empty'],
    ...(row.before && { before: row.before }),
    ...(row.after && { after: row.after }),
    ...(row.cleanUp && { cleanUp: row.cleanUp }),
    ...(row.isExtra && { isExtra: true }),
  },
  ...(canRepeat(row) ? [whileLoading(row), withoutNetwork(row)] : []),
])
