import type { Element } from 'glass-easel'
import { translateCssValue } from '../../../compiler/rpx'
import { isTransform, transformText, type Animate } from './transform'

export interface AnimationOptions {
  duration: number
  timingFunction: string
  delay: number
  transformOrigin: string
}

export interface AnimationAction {
  animates: Animate[]
  option: {
    transformOrigin: string
    transition: Omit<AnimationOptions, 'transformOrigin'>
  }
}

/** Segment of an element's style that belongs to animations. */
const ANIMATION_SEGMENT = 2

const running = new WeakMap<Element, ReturnType<typeof setTimeout>>()

function styleOf({ animates, option }: AnimationAction): string {
  const { duration, timingFunction, delay } = option.transition
  const transforms = animates.filter(isTransform).map(transformText)
  const styles = animates
    .filter((animate) => !isTransform(animate))
    .map(({ args }) => `${String(args[0])}: ${String(args[1])}`)
  const properties = [
    ...(transforms.length > 0 ? ['transform'] : []),
    ...styles.map((style) => style.split(':')[0] ?? ''),
  ]
  const transition = properties.map((name) => `${name} ${duration}ms ${timingFunction} ${delay}ms`)
  return translateCssValue(
    [
      `transition: ${transition.join(', ')}`,
      `transform-origin: ${option.transformOrigin}`,
      ...(transforms.length > 0 ? [`transform: ${transforms.join(' ')}`] : []),
      ...styles,
    ].join('; '),
  )
}

/** Plays what `animation="{{data}}"` holds, step after step. */
export function playActions(element: Element, actions: readonly AnimationAction[]): void {
  clearTimeout(running.get(element))
  const [action, ...rest] = actions
  if (!action) return
  // The start has to be drawn before it can be left.
  requestAnimationFrame(() => {
    element.setNodeStyle(styleOf(action), ANIMATION_SEGMENT)
    const { duration, delay } = action.option.transition
    running.set(
      element,
      setTimeout(() => playActions(element, rest), duration + delay),
    )
  })
}
