import type { GroupBar } from '../../../../contract/common'
import { IDEAL_BAND } from '../../../../contract/limits'

type Seats = GroupBar['seats']

/** What the number of people means for the group, and what to do about it. */
export function bandText({ taken, cap, idealMin, idealMax }: Seats): string {
  const ideal = `${idealMin}–${idealMax}`
  if (taken >= cap) {
    const more = taken > idealMax ? `，也超过了 ${ideal} 人的理想范围` : ''
    return `席位满了${more}，再来的人进候补名单`
  }
  if (taken > idealMax) return `超过 ${ideal} 人的理想范围，消息会变多，先别再拉人`
  if (cap < idealMin) return `小群，最多 ${cap} 人，还有 ${cap - taken} 个席位`
  if (taken < idealMin) return `理想是 ${ideal} 人，再有 ${idealMin - taken} 人加入会更活跃`
  return `在 ${ideal} 人的理想范围内`
}

/** What a cap means before the group exists. */
export function capText(cap: number): { text: string; tone: 'good' | 'low' | 'high' } {
  const { min, max } = IDEAL_BAND
  if (cap < min) {
    return { text: `少于 ${min} 人的群容易冷场，适合短期的小项目`, tone: 'low' }
  }
  if (cap > max) {
    return { text: `超过 ${max} 人，消息多到看不完，没人回的也会变多`, tone: 'high' }
  }
  return { text: `${min}–${max} 人最合适：人人有机会说话，消息也看得过来`, tone: 'good' }
}

export interface BandDrawing {
  /** Percent of the bar. */
  fill: number
  idealFrom: number
  idealWidth: number
  /** Ends of the ideal range under the bar. */
  marks: { at: number; text: string }[]
}

/** The bar from 0 to the cap (or the ideal maximum, when that is more) with the ideal range marked. */
export function bandDrawing({ taken, cap, idealMin, idealMax }: Seats): BandDrawing {
  const full = Math.max(cap, idealMax, 1)
  const percent = (people: number) => Math.round((Math.min(people, full) * 1000) / full) / 10
  return {
    fill: percent(taken),
    idealFrom: percent(idealMin),
    idealWidth: percent(idealMax) - percent(idealMin),
    marks: [
      { at: percent(idealMin), text: String(idealMin) },
      { at: percent(idealMax), text: String(idealMax) },
    ],
  }
}
