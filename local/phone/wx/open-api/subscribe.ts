import { h } from '../../kit/dom'
import { appIcon } from '../../kit/icons'
import { asyncApi, openOverlay, requireTap, spendTap, WxFail, type WxContext } from '../support'
import { readSettings, writeSettings } from '../support/settings'

type Decision = 'accept' | 'reject'

interface Template {
  id: string
  title: string
  fields: Record<string, string>
}

interface Answer {
  decisions: Record<string, Decision>
  keep: boolean
}

/** Public limit of one request; newer clients take five, old ones do not. */
const MOST_TEMPLATES = 3

const fail = (errCode: number, reason: string): WxFail => new WxFail(reason, { errCode })

function checkIds(tmplIds: unknown): string[] {
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) {
    throw fail(10001, "TmplIds can't be empty")
  }
  if (tmplIds.some((id) => typeof id !== 'string' || id === '')) {
    throw fail(10004, 'Invalid template id')
  }
  const ids = [...new Set(tmplIds as string[])]
  if (ids.length > MOST_TEMPLATES) throw fail(20003, 'Templates count out of max bounds')
  return ids
}

/** The sheet 允许/取消, with the template's fields so that the person knows what will come. */
function ask(context: WxContext, templates: Template[]): Promise<Answer> {
  return new Promise((resolve) => {
    const boxes = new Map<string, HTMLInputElement>()
    const keep = h('input', {
      attrs: { type: 'checkbox', 'data-native': 'subscribe-keep' },
    })
    const option = ({ id, title, fields }: Template): HTMLElement => {
      const box = h('input', { attrs: { type: 'checkbox', 'data-template-id': id } })
      box.checked = true
      boxes.set(id, box)
      const labels = Object.values(fields).join('、')
      const text = h('span', {}, title, labels !== '' && h('small', { text: labels }))
      if (templates.length === 1) return h('div', { class: 'option' }, text)
      return h('label', { class: 'option' }, box, text)
    }
    const settle = (allowed: boolean): void => {
      const decisions: Record<string, Decision> = {}
      for (const [id, box] of boxes) decisions[id] = allowed && box.checked ? 'accept' : 'reject'
      resolve({ decisions, keep: keep.checked })
    }
    openOverlay(context, {
      kind: 'bottom',
      label: `${context.app.name}申请发送消息`,
      onCancel: () => settle(false),
      content: (close) => {
        const answer = (allowed: boolean) => () => {
          close()
          settle(allowed)
        }
        return [
          h(
            'div',
            { class: 'ask' },
            h(
              'div',
              { class: 'ask-head' },
              appIcon(24),
              h('span', { text: `${context.app.name} 申请` }),
            ),
            h('h2', { text: '发送一次以下消息' }),
            h('div', { class: 'options' }, ...templates.map(option)),
            h('label', { class: 'keep' }, keep, '总是保持以上选择，不再询问'),
            h(
              'div',
              { class: 'ask-buttons' },
              h('button', {
                text: '取消',
                attrs: { 'data-native': 'subscribe-cancel' },
                on: { click: answer(false) },
              }),
              h('button', {
                class: 'allow',
                text: '允许',
                attrs: { 'data-native': 'subscribe-accept' },
                on: { click: answer(true) },
              }),
            ),
          ),
        ]
      },
    })
  })
}

/**
 * One accept of a template is one message that may be sent. Answers kept by 总是保持以上选择 are given again without
 * a sheet, and count again.
 * https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html
 */
export function subscribeApis(context: WxContext): Record<string, unknown> {
  const { host } = context
  return {
    requestSubscribeMessage: asyncApi<{ tmplIds: string[] }, Record<string, string>>(
      'requestSubscribeMessage',
      async ({ tmplIds }) => {
        requireTap()
        const ids = checkIds(tmplIds)
        if (host.network() === 'none') throw fail(10002, 'request list fail')
        const settings = await readSettings(host)
        if (!settings.subscriptions) {
          throw fail(20004, 'The main switch is switched off')
        }
        const { templates } = (await host.request('/api/templates', { ids })) as {
          templates: Template[]
        }
        if (templates.length < ids.length) {
          throw fail(20001, 'No template data return, verify the template id exist')
        }
        spendTap()
        const decisions: Record<string, Decision> = {}
        for (const id of ids) {
          const kept = settings.kept[id]
          if (kept) decisions[id] = kept
        }
        const open = templates.filter(({ id }) => !decisions[id])
        if (open.length > 0) {
          const answer = await ask(context, open)
          // Nor is the answer in WeChat's own sheet a tap on the mini program.
          spendTap()
          Object.assign(decisions, answer.decisions)
          if (answer.keep) {
            await writeSettings(host, { kept: { ...settings.kept, ...answer.decisions } })
          }
        }
        await host.request('/api/subscribe', { decisions })
        return decisions
      },
    ),
  }
}
