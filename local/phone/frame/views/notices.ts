import type { MessageTemplate } from '../../../shared/views'
import type { ServiceNotice } from '../../../world/types'
import { fill, h } from '../../kit/dom'
import { appIcon, icon } from '../../kit/icons'
import type { Phone } from '../phone'
import { titleBar, type View } from '../screen'
import { messageTime } from '../time'

/** Scene value of a tap on a subscription message. */
const SUBSCRIPTION_SCENE = 1107

/** Rows of a notice in the template's order, then whatever the template does not name. */
function fieldsOf(
  notice: ServiceNotice,
  template: MessageTemplate | undefined,
): [string, string][] {
  const names = new Set([...Object.keys(template?.fields ?? {}), ...Object.keys(notice.data)])
  return [...names].flatMap((name) => {
    const value = notice.data[name]?.value
    return value === undefined
      ? []
      : [[template?.fields[name] ?? '内容', value] as [string, string]]
  })
}

function noticeCard(
  phone: Phone,
  notice: ServiceNotice,
  template: MessageTemplate | undefined,
): HTMLElement {
  const open = (): void => {
    phone.openMiniProgram({ path: notice.page.replace(/^\/+/, ''), scene: SUBSCRIPTION_SCENE })
  }
  return h(
    'button',
    {
      class: 'notice-card',
      attrs: { 'data-native': 'notice', 'data-notice-id': notice.noticeId },
      on: { click: open },
    },
    h('span', { class: 'app' }, appIcon(20), h('span', { text: phone.config.appName })),
    h('strong', { text: template?.title ?? '服务提醒' }),
    h(
      'span',
      { class: 'fields' },
      ...fieldsOf(notice, template).map(([label, value]) =>
        h('span', { class: 'field' }, h('span', { text: label }), h('span', { text: value })),
      ),
    ),
    h('span', { class: 'enter' }, h('span', { text: '进入小程序查看' }), icon('chevron', 14)),
  )
}

/** 服务通知: the subscription messages that reached this person. */
export function noticesView(phone: Phone): View {
  const list = h('ul', {
    class: 'messages notices',
    attrs: { role: 'log', 'aria-label': '服务通知', tabindex: 0 },
  })
  const element = h(
    'section',
    { class: 'chat' },
    titleBar({ title: '服务通知', onBack: () => phone.screen.pop() }),
    list,
  )
  let drawn = ''

  const load = async (): Promise<void> => {
    const { notices } = await phone.api.post<{ notices: ServiceNotice[] }>('notices')
    const ids = [...new Set(notices.map((one) => one.templateId))]
    const { templates } = await phone.api.post<{ templates: MessageTemplate[] }>('templates', {
      ids,
    })
    if (!element.isConnected) return
    const state = JSON.stringify([notices, templates])
    if (state === drawn) return
    drawn = state
    const rows = notices.map((notice) =>
      h(
        'li',
        {},
        h('p', { class: 'system', text: messageTime(notice.at) }),
        noticeCard(
          phone,
          notice,
          templates.find((one) => one.id === notice.templateId),
        ),
      ),
    )
    const empty = h('li', {}, h('p', { class: 'empty', text: '还没有通知' }))
    fill(list, ...(rows.length > 0 ? rows : [empty]))
    list.scrollTop = list.scrollHeight
    if (phone.inbox.notices.unread > 0) {
      await phone.api.post('markRead', { chatId: 'notices' })
      await phone.reload()
    }
  }
  return { element, refresh: () => void load() }
}
