import type { WxFamily } from '../support'
import type { AnimationAction, AnimationOptions } from './player'
import { STYLES, styleValue, TRANSFORMS, type Animate } from './transform'

const DEFAULTS: AnimationOptions = {
  duration: 400,
  timingFunction: 'linear',
  delay: 0,
  transformOrigin: '50% 50% 0',
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/animation/Animation.html */
class WxAnimation {
  readonly #options: AnimationOptions
  #step: Animate[] = []
  /** What earlier steps left behind: a step changes what it names and keeps the rest. */
  readonly #current = new Map<string, Animate>()
  #actions: AnimationAction[] = []

  constructor(options: Partial<AnimationOptions>) {
    this.#options = { ...DEFAULTS, ...options }
  }

  add(animate: Animate): this {
    this.#step.push(animate)
    return this
  }

  step(options: Partial<AnimationOptions> = {}): this {
    for (const animate of this.#step) {
      const key = animate.type === 'style' ? `style.${String(animate.args[0])}` : animate.type
      this.#current.set(key, animate)
    }
    this.#step = []
    const { transformOrigin, duration, timingFunction, delay } = { ...this.#options, ...options }
    this.#actions.push({
      animates: [...this.#current.values()],
      option: { transformOrigin, transition: { duration, timingFunction, delay } },
    })
    return this
  }

  export(): { actions: AnimationAction[] } {
    const actions = this.#actions
    this.#actions = []
    return { actions }
  }
}

for (const name of TRANSFORMS) {
  Object.defineProperty(WxAnimation.prototype, name, {
    value(this: WxAnimation, ...args: unknown[]) {
      return this.add({ type: name, args })
    },
  })
}
for (const [name, css] of Object.entries(STYLES)) {
  Object.defineProperty(WxAnimation.prototype, name, {
    value(this: WxAnimation, value: unknown) {
      return this.add({ type: 'style', args: [css, styleValue(css, value)] })
    },
  })
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/animation/wx.createAnimation.html */
export function animationFamily(): WxFamily {
  return {
    name: 'animation',
    apis: {
      createAnimation: (options: Partial<AnimationOptions> = {}) => new WxAnimation(options),
    },
    schema: {
      createAnimation: { object: ['duration', 'timingFunction', 'delay', 'transformOrigin'] },
    },
  }
}
