import type { Element } from 'glass-easel'
import { translateCssValue } from '../../../compiler/rpx'
import { domOf } from '../../runtime/backend'
import { STYLES, styleValue, transformText, TRANSFORMS } from './transform'

/** https://developers.weixin.qq.com/miniprogram/dev/framework/view/animation.html */
export type WxKeyframe = Readonly<Record<string, unknown>>

const playing = new WeakMap<HTMLElement, Set<Animation>>()

function toKeyframe(given: WxKeyframe): Keyframe {
  const frame: Keyframe = {}
  const transforms: string[] = []
  for (const [name, value] of Object.entries(given)) {
    if (name === 'offset') frame.offset = Number(value)
    else if (name === 'ease') frame.easing = String(value)
    else if (name === 'transformOrigin') frame['transformOrigin'] = String(value)
    else if (TRANSFORMS.some((known) => known === name)) {
      transforms.push(transformText({ type: name, args: Array.isArray(value) ? value : [value] }))
    } else if (name in STYLES) {
      const css = STYLES[name as keyof typeof STYLES]
      frame[name] = translateCssValue(styleValue(css, value))
    }
  }
  if (transforms.length > 0) frame['transform'] = translateCssValue(transforms.join(' '))
  return frame
}

/** Plays key frames on elements; they keep the last frame until the animation is cleared. */
export function animate(
  elements: readonly Element[],
  keyframes: readonly WxKeyframe[],
  duration: number,
  done: (() => void) | undefined,
): void {
  const animations = elements.flatMap((element) => {
    const dom = domOf(element)
    if (!dom) return []
    const animation = dom.animate(keyframes.map(toKeyframe), { duration, fill: 'forwards' })
    const set = playing.get(dom) ?? new Set()
    playing.set(dom, set.add(animation))
    return [animation]
  })
  void Promise.allSettled(animations.map((animation) => animation.finished)).then(() => done?.())
}

export function clearAnimation(elements: readonly Element[], done: (() => void) | undefined): void {
  for (const element of elements) {
    const dom = domOf(element)
    if (!dom) continue
    for (const animation of playing.get(dom) ?? []) animation.cancel()
    playing.delete(dom)
  }
  setTimeout(() => done?.(), 0)
}
