import type { MessageContent, RuleBookDoc } from '../../schema/types'

/** Longest value of a `thing` field of a subscription message. */
const THING_MAX = 20

const clip = (text: string): string =>
  text.length <= THING_MAX ? text : `${text.slice(0, THING_MAX - 1)}…`

/** Asks to confirm the rules: on publishing a version, or as an admin's reminder. */
export function rulesDueMessage(book: RuleBookDoc, why: 'published' | 'reminder'): MessageContent {
  const title = why === 'published' ? `群规更新到 v${book.version}` : `请确认群规 v${book.version}`
  const text =
    why === 'published'
      ? `${book.groupName}的群规已更新，请在 3 天内读完并确认`
      : `${book.groupName}的管理员提醒你读完并确认群规`
  return {
    kind: 'rules-due',
    title,
    text,
    path: `pages/rules/rules?g=${book._id}`,
    fields: { thing1: clip(title), thing2: clip(book.groupName), thing3: '读完并确认，不到两分钟' },
  }
}
