import type { CardStatus } from '../world/types'

/** 到齐时; every other template counts as 开始时. */
const WHEN_COMPLETE = '666F374D69D16C932E45D7E7D9F10CEF6177F5F5'
const LIFE_MS = 24 * 60 * 60 * 1000

/**
 * The line of a dynamic card. Without a change for a day it is over.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/share/updatable-message.html
 */
export function describeStatus(status: CardStatus, now: number): { text: string; color: string } {
  const { state, templateId, parameters, at } = status
  if (state === 2 || now - at >= LIFE_MS) return { text: '已结束', color: '#CCCCCC' }
  if (state === 1) {
    return { text: templateId === WHEN_COMPLETE ? '已到齐' : '已开始', color: '#07C160' }
  }
  const { member_count: count = '', room_limit: limit = '' } = parameters
  return { text: `成员正在加入，当前 ${count}/${limit} 人`, color: '#10AEFF' }
}
