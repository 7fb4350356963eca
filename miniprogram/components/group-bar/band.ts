import type { GroupBar } from '../../contract/common'

/** How full a group is against its ideal band. `word` says in words what the colour says. */
export function bandOf({ taken, cap, idealMin, idealMax }: GroupBar['seats']): {
  tone: 'low' | 'good' | 'high' | 'full'
  word: string
} {
  if (taken >= cap) return { tone: 'full', word: '已满' }
  if (taken > idealMax) return { tone: 'high', word: '偏多' }
  return taken < idealMin ? { tone: 'low', word: '偏少' } : { tone: 'good', word: '' }
}

export const groupTypeText = (type: GroupBar['type']): string =>
  type === 'function' ? '职能' : '项目'
