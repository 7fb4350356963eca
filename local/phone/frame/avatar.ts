import { h } from '../kit/dom'
import { icon } from '../kit/icons'

/** Mid-tones on which white letters keep a contrast of 4.5:1. */
const COLOURS = [
  '#3f6fd1',
  '#b4581a',
  '#1f7f78',
  '#7459c4',
  '#b0416b',
  '#3d7f45',
  '#8a6a12',
  '#3a7391',
  '#a8474a',
  '#5d6b8a',
]

/** The same person has the same colour on every phone. */
export function colourOf(id: string): string {
  let hash = 0x811c9dc5
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  // Without mixing the high bits in, ids that end alike would share a colour.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return COLOURS[((hash ^ (hash >>> 13)) >>> 0) % COLOURS.length] ?? '#3f6fd1'
}

/** First character of the name: the surname of a Chinese name, the initial of another. */
export const surnameOf = (nickname: string): string =>
  [...nickname.trim()][0]?.toLocaleUpperCase('zh-CN') ?? '?'

/** Rounded square with the surname. Decorative: the name always stands beside it. */
export function avatar(person: { personId: string; nickname: string }, size: number): HTMLElement {
  return h('span', {
    class: 'avatar',
    text: surnameOf(person.nickname),
    attrs: { 'aria-hidden': 'true' },
    style: {
      '--size': `${size}px`,
      'background-color': colourOf(person.personId),
    },
  })
}

/** A group's avatar: up to nine of its members on a grey square, in rows as WeChat lays them out. */
export function groupAvatar(
  members: { personId: string; nickname: string }[],
  size: number,
): HTMLElement {
  const shown = members.slice(0, 9)
  const columns = shown.length > 4 ? 3 : shown.length > 1 ? 2 : 1
  const gap = columns === 3 ? 2 : 3
  const tile = (size - gap * (columns + 1)) / columns
  const rows: HTMLElement[] = []
  // An incomplete row is the first one, and centred.
  const first = shown.length % columns || columns
  for (let at = 0; at < shown.length; at = rows.length === 1 ? first : at + columns) {
    const row = shown.slice(at, at === 0 ? first : at + columns)
    rows.push(h('span', { class: 'row' }, ...row.map((one) => avatar(one, tile))))
  }
  return h(
    'span',
    {
      class: 'group-avatar',
      attrs: { 'aria-hidden': 'true' },
      style: { '--size': `${size}px`, '--gap': `${gap}px` },
    },
    ...rows,
  )
}

/** The orange square of 服务通知. */
export function noticeAvatar(size: number): HTMLElement {
  return h(
    'span',
    { class: 'avatar notice', attrs: { 'aria-hidden': 'true' }, style: { '--size': `${size}px` } },
    icon('bell', Math.round(size * 0.58)),
  )
}
