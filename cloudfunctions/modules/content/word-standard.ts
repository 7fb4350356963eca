/**
 * The word standard: what no text in a sales group may promise or offer, whatever WeChat's own check says. Absolute claims are
 * forbidden by the Advertising Law (广告法 §9), the rest by every sales house rule.
 */
const FORBIDDEN = [
  '国家级',
  '全国第一',
  '世界第一',
  '史上最低价',
  '绝无仅有',
  '包赚',
  '稳赚不赔',
  '零风险',
  '保本保息',
  '内部返点',
  '回扣',
  '飞单',
  '代开发票',
  '刷单',
  '加我微信领红包',
  '博彩',
  '网赌',
  '裸聊',
]

/** Spaces and marks put between characters to get past a check. */
const NOISE = /[\s*_\-.·•、，。|/\\]/g

/** The first forbidden word in a text, or null. */
export function findForbidden(text: string): string | null {
  const plain = text.replace(NOISE, '')
  return FORBIDDEN.find((word) => plain.includes(word)) ?? null
}
