import { h } from '../../kit/dom'
import { overlayOf, type WxContext } from '../../wx/support'
import { askPerson } from '../support/person'

/** What WeChat's keyboard offers above its keys for `type="nickname"`: the person's own nickname, one tap away. */
export async function offerNickname(
  context: WxContext,
  onChoose: (nickname: string) => void,
): Promise<() => void> {
  await context.privacy.require('nickname')
  const { nickname } = await askPerson(context.host)
  const bar = h(
    'button',
    {
      attrs: { 'data-native': 'nickname' },
      style: {
        position: 'absolute',
        left: '0',
        right: '0',
        bottom: '0',
        padding: '14px 16px calc(14px + var(--safe-bottom, 0px))',
        border: '0',
        'border-top': '0.5px solid rgba(128, 128, 128, .3)',
        background: '#f7f7f7',
        color: '#1a1a1a',
        font: 'inherit',
        'font-size': '15px',
        'text-align': 'left',
        'pointer-events': 'auto',
      },
      on: {
        // Before the input loses the focus, which would take the bar away.
        pointerdown: (event) => {
          event.preventDefault()
          bar.remove()
          onChoose(nickname)
        },
      },
    },
    `用微信昵称：${nickname}`,
  )
  overlayOf(context).append(bar)
  return () => bar.remove()
}
