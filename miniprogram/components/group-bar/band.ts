import type { GroupBar } from '../../contract/common'

/**
 * How full a group is against its ideal band. `word` says in words what the colour says; full is no fault of itself, a group in
 * its band with no seat left is as it should be.
 */
export function bandOf({ taken, cap, idealMin, idealMax }: GroupBar['seats']): {
  tone: 'low' | 'good' | 'high'
  word: string
  isFull: boolean
} {
  const isFull = taken >= cap
  const tone = taken > idealMax ? 'high' : taken < idealMin && !isFull ? 'low' : 'good'
  const word = isFull ? '已满' : { low: '偏少', good: '', high: '偏多' }[tone]
  return { tone, word, isFull }
}

export const groupTypeText = (type: GroupBar['type']): string =>
  type === 'function' ? '职能' : '项目'
