import { describeStatus } from '../../../shared/card-status'
import type { Card, CardStatus } from '../../../world/types'
import { h } from '../../kit/dom'
import { appIcon, icon } from '../../kit/icons'

/** The `n / m` of a title such as `本群群规 v3 · 9/12 已确认`. */
const RATIO = /(\d+)\s*\/\s*(\d+)\s*(.*)$/

/**
 * The picture of a card without one. WeChat shows the top of the page there; this draws what such a page would lead
 * with: the matter, and the count when the title states one.
 */
function preview(title: string): HTMLElement {
  const [matter = title, ...rest] = title.split(/\s*[·|｜]\s*/)
  const ratio = RATIO.exec(rest.join(' ') || title)
  if (!ratio) {
    return h(
      'div',
      { class: 'preview' },
      h('span', { class: 'matter', text: matter }),
      h('span', { class: 'line' }),
      h('span', { class: 'line' }),
      h('span', { class: 'line short' }),
    )
  }
  const [, done = '0', all = '1', what = ''] = ratio
  const share = Math.min(1, Number(done) / Math.max(1, Number(all)))
  return h(
    'div',
    { class: 'preview' },
    h('span', { class: 'matter', text: rest.length > 0 ? matter : '' }),
    h('span', { class: 'figure' }, done, h('small', { text: ` / ${all}` })),
    h('span', { class: 'what', text: what ? `人${what}` : '' }),
    h('span', { class: 'bar' }, h('i', { style: { width: `${share * 100}%` } })),
  )
}

function picture(card: Card): HTMLElement {
  if (!card.imageUrl) return h('div', { class: 'picture' }, preview(card.title))
  const image = h('img', { attrs: { src: card.imageUrl, alt: '' } })
  const box = h('div', { class: 'picture' }, image)
  // A picture that is gone must not leave a broken image on the card.
  image.addEventListener('error', () => box.replaceChildren(preview(card.title)))
  return box
}

function statusLine(status: CardStatus): HTMLElement {
  const { text, color } = describeStatus(status, Date.now())
  return h('span', { class: 'status', text, style: { color } })
}

/** What a mini-program card looks like, everywhere it appears. */
export function cardFace(card: Card, appName: string): HTMLElement[] {
  return [
    h('span', { class: 'app' }, appIcon(18), h('span', { text: appName })),
    h('span', { class: 'title', text: card.title }),
    ...(card.status ? [statusLine(card.status)] : []),
    picture(card),
    h('span', { class: 'foot' }, icon('miniprogram', 15), h('span', { text: '小程序' })),
  ]
}

/** A card in a chat; a tap opens the mini program in that chat. */
export function cardBubble(card: Card, appName: string, onOpen: () => void): HTMLElement {
  return h(
    'button',
    {
      class: 'mini-card',
      attrs: { 'data-native': 'card', 'aria-label': `${appName}：${card.title}` },
      on: { click: onOpen },
    },
    ...cardFace(card, appName),
  )
}
