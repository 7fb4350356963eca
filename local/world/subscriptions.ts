/** A subscription message template of the mini program's account. */
export interface SubscribeTemplate {
  templateId: string
  title: string
  /** Keywords with what they are called on the message, e.g. `{ thing1: '群名称' }`. */
  fields: Record<string, string>
}

type Check = (value: string) => boolean

const upTo =
  (length: number): Check =>
  (value) =>
    [...value].length <= length
const matches =
  (pattern: RegExp): Check =>
  (value) =>
    pattern.test(value)

const DAY = String.raw`\d{4}(?:年\d{1,2}月\d{1,2}日|[-/]\d{1,2}[-/]\d{1,2})`
const CLOCK = String.raw`\d{1,2}[:：]\d{2}(?:[:：]\d{2})?`
const range = (moment: string): RegExp => new RegExp(`^${moment}(?:~${moment})?$`)

/**
 * What a keyword's value may be, by the kind in its name (developers.weixin.qq.com, subscribeMessage.send,
 * 订阅消息参数值内容限制说明).
 */
const KINDS: Readonly<Record<string, Check>> = {
  thing: upTo(20),
  number: matches(/^-?\d[\d.]{0,31}$/),
  letter: matches(/^[A-Za-z]{1,32}$/),
  symbol: upTo(5),
  character_string: matches(/^[\x20-\x7e]{1,32}$/),
  time: matches(range(`(?:${DAY} ?)?${CLOCK}`)),
  date: matches(range(`${DAY}(?: ?${CLOCK})?`)),
  amount: matches(/^[¥￥$€£]?\d{1,10}(?:\.\d+)?元?$/),
  phone_number: matches(/^[\d+\-() ]{1,17}$/),
  car_number: upTo(8),
  name: matches(/^(?:[\u4e00-\u9fff·]{1,10}|[\x20-\x7e]{1,20})$/),
  phrase: matches(/^[\u4e00-\u9fff]{1,5}$/),
}

/**
 * Checks a message's fields.
 * @returns what is wrong in the words of error 47003, or undefined
 */
export function invalidField(
  data: Record<string, { value: string }>,
  template: SubscribeTemplate | undefined,
): string | undefined {
  for (const keyword of Object.keys(template?.fields ?? {})) {
    if (!Object.hasOwn(data, keyword)) return `data.${keyword}.value is empty`
  }
  for (const [keyword, { value }] of Object.entries(data)) {
    const kind = /^([a-z_]+?)\d+$/.exec(keyword)?.[1] ?? ''
    const check = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
    const isForeign = template !== undefined && !Object.hasOwn(template.fields, keyword)
    if (value === '') return `data.${keyword}.value is empty`
    if (!check?.(value) || isForeign) return `data.${keyword}.value invalid`
  }
  return Object.keys(data).length === 0 ? 'data is empty' : undefined
}
