import type { SessionView } from '../../contract/front'
import { dueText } from '../../ui/format'

/** What the one button does. */
export type EntryAct =
  'claim' | 'create' | 'join' | 'mine' | 'reopen' | 'demo' | 'leave-waiting' | 'bind'

export interface EntryWords {
  icon: string
  title: string
  text: string
  button: string
  act: EntryAct
  /** A step back rather than the way on. */
  isQuiet?: boolean
}

/** One sentence and one button for every way of not being in the group; null when the page can go on. */
export function entryWords(session: SessionView): EntryWords | null {
  const { entry, group, canBind, position, viewer } = session
  const name = group ? `「${group.name}」` : '这个群'
  const mine =
    viewer.kind === 'member'
      ? ({ button: '看我的群', act: 'mine' } as const)
      : ({ button: '先看示例', act: 'demo' } as const)
  switch (entry) {
    case 'ok':
      return null
    case 'none':
      return {
        icon: 'people',
        title: '从销售群里的卡片进入',
        text: '打开群里的「群规」卡片，就能加入并看到本群的内容',
        button: '先看示例',
        act: 'demo',
      }
    case 'not-set-up':
      return {
        icon: 'building',
        title: '公司还没有开通',
        text: '由负责人用部署时得到的开通码开通，之后才能建群',
        button: '开通公司',
        act: 'claim',
      }
    case 'not-bound':
      if (canBind && group) {
        return {
          icon: 'chat',
          title: `绑定${name}`,
          text: '这个群聊还没有绑定。绑定后，成员点这里的卡片就到这个群，不能再换',
          button: '绑定到本群',
          act: 'bind',
        }
      }
      return canBind
        ? {
            icon: 'plus',
            title: '这个群聊还没有开通',
            text: '建一个新群，或绑定到已有的群，成员就能从卡片进入',
            button: '开通本群',
            act: 'create',
          }
        : {
            icon: 'chat',
            title: '这个群聊还没有开通',
            text: '请群管理员或公司负责人在群里打开一次，开通后再来',
            ...mine,
          }
    case 'wrong-chat':
      return {
        icon: 'chat',
        title: '这张卡片属于另一个群',
        text: `请回到${group ? `${name}的群聊` : '它原来的群聊'}里打开`,
        ...mine,
      }
    case 'not-member':
      if (session.heldUntil !== undefined) {
        return {
          icon: 'people',
          title: `${name}有席位留给你`,
          text: `为你保留到${dueText(session.heldUntil).text}，过后让给下一位`,
          button: '去加入',
          act: 'join',
        }
      }
      if (group && session.mustWait) {
        const { taken, cap } = group.seats
        return {
          icon: 'hourglass',
          title: taken < cap ? `${name}的空席留给候补的人` : `${name}席位已满`,
          text: `${taken}/${cap} 席，可以先排候补，空出后按先后顺序轮到你`,
          button: '去排候补',
          act: 'join',
        }
      }
      return {
        icon: 'people',
        title: `加入${name}`,
        text: '加入后可以看群规、确认群规并进入榜单',
        button: '去加入',
        act: 'join',
      }
    case 'removed':
      return {
        icon: 'lock',
        title: `你已不在${name}`,
        text: '管理员把你移出了本群，有疑问请直接联系群管理员',
        ...mine,
      }
    case 'waiting':
      return {
        icon: 'hourglass',
        title: position ? `候补第 ${position} 位` : '你在候补名单里',
        text: `${name}的席位满了，空出后按先后顺序轮到你`,
        button: '退出候补',
        act: 'leave-waiting',
        isQuiet: true,
      }
    case 'archived':
      return {
        icon: 'archive',
        title: `${name}已归档`,
        text: '历史记录还在，群里不再有新的事项',
        ...mine,
      }
    case 'expired':
      return {
        icon: 'clock',
        title: '进群凭证过期了',
        text: '停留太久，微信给的凭证失效了，重新打开即可',
        button: '重新打开',
        act: 'reopen',
      }
  }
}
