import { fail, ok, type ApiFamily } from './api'

const STATES = ['developer', 'trial', 'formal']
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW']

/** Subscription messages: the small WeChat spends the person's credit and shows the notice. */
export const subscribeMessage: ApiFamily = {
  'subscribeMessage.send': ({ params }, { world }) => {
    const { touser, template_id: templateId, page = '', data } = params
    if (typeof touser !== 'string' || touser === '') return fail(40003, 'invalid openid')
    if (typeof templateId !== 'string' || templateId === '') {
      return fail(40037, 'invalid template_id')
    }
    if (typeof page !== 'string') return fail(41030, 'invalid page')
    if (!isOneOf(params['miniprogram_state'], STATES) || !isOneOf(params['lang'], LANGUAGES)) {
      return fail(47003, 'argument invalid!')
    }
    const fields = fieldsOf(data)
    if (typeof fields === 'string') return fail(47003, `argument invalid! ${fields}`)
    const sent = world.sendSubscribeMessage({ openid: touser, templateId, page, data: fields })
    return sent.errCode === 0 ? ok({ msgid: Date.now() * 1000 }) : fail(sent.errCode, sent.errMsg)
  },
}

function isOneOf(value: unknown, allowed: string[]): boolean {
  return value === undefined || (typeof value === 'string' && allowed.includes(value))
}

/** The message's fields, or the name of the one that is not `{value}`. */
function fieldsOf(data: unknown): Record<string, { value: string }> | string {
  if (typeof data !== 'object' || data === null) return 'data is empty'
  const fields: Record<string, { value: string }> = {}
  for (const [name, field] of Object.entries(data as Record<string, unknown>)) {
    const value = (field as { value?: unknown } | null)?.value
    if (typeof value !== 'string' && typeof value !== 'number') return `data.${name}.value is empty`
    fields[name] = { value: String(value) }
  }
  return fields
}
