import { CONFIRM_ASK } from '../../../miniprogram/contract/rules'
import { askId, type AskKind } from '../../engines/asks'

/** Time to confirm after a version took effect, or after joining, ms. */
export const CONFIRM_WITHIN = 3 * 24 * 60 * 60 * 1000

/** The ask that confirming a required version settles. */
export const confirmAskId = (groupId: string, requiredVersion: number): string =>
  askId(CONFIRM_ASK, `${groupId}:${requiredVersion}`)

/** What the confirmation of a version says to those it is asked of. */
export const confirmAsk: AskKind = {
  template: 'todo',
  roster: 'rules.roster',
  words: ({ title, groupName }, reason) => {
    const version = title.replace(/^.*(v\d+)$/, '$1')
    const head = reason === 'start' ? `群规更新到 ${version}` : `请确认群规 ${version}`
    const text =
      reason === 'start'
        ? `${groupName}的群规已更新，请在 3 天内读完并确认`
        : `${groupName}的群规还等你读完并确认`
    return {
      title: head,
      text,
      fields: { thing1: head, thing2: groupName, thing3: '读完并确认，不到两分钟' },
    }
  },
  overdue: ({ title, groupName }, late) => ({
    title: `${late} 人逾期未${title}`,
    text: `${groupName}：点开看是谁，可以一键提醒`,
    fields: {
      thing1: `${late} 人逾期未${title}`,
      thing2: groupName,
      thing3: '点开看是谁，可以一键提醒',
    },
  }),
}
