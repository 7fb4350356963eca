import { animationFamily } from '../../../../local/phone/wx/animation'
import { transformText, type Animate } from '../../../../local/phone/wx/animation/transform'

interface Action {
  animates: Animate[]
  option: { transformOrigin: string; transition: Record<string, unknown> }
}

type Call = (...args: unknown[]) => Animation

/** `wx.createAnimation()`, every call of which returns it again. */
interface Animation {
  step(options?: object): Animation
  export(): { actions: Action[] }
  opacity: Call
  backgroundColor: Call
  width: Call
  height: Call
  top: Call
  right: Call
  bottom: Call
  left: Call
  matrix: Call
  matrix3d: Call
  rotate: Call
  rotate3d: Call
  rotateX: Call
  rotateY: Call
  rotateZ: Call
  scale: Call
  scale3d: Call
  scaleX: Call
  scaleY: Call
  scaleZ: Call
  skew: Call
  skewX: Call
  skewY: Call
  translate: Call
  translate3d: Call
  translateX: Call
  translateY: Call
  translateZ: Call
}

const create = (options?: object): Animation =>
  (animationFamily().apis['createAnimation'] as (options?: object) => Animation)(options)

const animatesOf = (animation: Animation): Animate[] =>
  animation.step().export().actions[0]?.animates ?? []

test.each<[string, (animation: Animation) => Animation]>([
  ['matrix(1, 0, 0, 1, 5, 5)', (one) => one.matrix(1, 0, 0, 1, 5, 5)],
  [
    'matrix3d(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)',
    (one) => one.matrix3d(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1),
  ],
  ['rotate(45deg)', (one) => one.rotate(45)],
  ['rotate3d(1, 0, 0, 45deg)', (one) => one.rotate3d(1, 0, 0, 45)],
  ['rotateX(10deg)', (one) => one.rotateX(10)],
  ['rotateY(10deg)', (one) => one.rotateY(10)],
  ['rotateZ(10deg)', (one) => one.rotateZ(10)],
  ['scale(2, 3)', (one) => one.scale(2, 3)],
  ['scale3d(1, 2, 3)', (one) => one.scale3d(1, 2, 3)],
  ['scaleX(2)', (one) => one.scaleX(2)],
  ['scaleY(2)', (one) => one.scaleY(2)],
  ['scaleZ(2)', (one) => one.scaleZ(2)],
  ['skew(10deg, 20deg)', (one) => one.skew(10, 20)],
  ['skewX(10deg)', (one) => one.skewX(10)],
  ['skewY(10deg)', (one) => one.skewY(10)],
  ['translate(5px, 50%)', (one) => one.translate(5, '50%')],
  ['translate3d(1px, 2px, 3px)', (one) => one.translate3d(1, 2, 3)],
  ['translateX(5px)', (one) => one.translateX(5)],
  ['translateY(10rpx)', (one) => one.translateY('10rpx')],
  ['translateZ(5px)', (one) => one.translateZ(5)],
])('draws %s', (text, move) => {
  expect(animatesOf(move(create())).map(transformText)).toEqual([text])
})

test.each<[string, string, (animation: Animation) => Animation]>([
  ['opacity', '0.5', (one) => one.opacity(0.5)],
  ['background-color', '#07c160', (one) => one.backgroundColor('#07c160')],
  ['width', '10px', (one) => one.width(10)],
  ['height', '50%', (one) => one.height('50%')],
  ['top', '1px', (one) => one.top(1)],
  ['right', '2px', (one) => one.right(2)],
  ['bottom', '3px', (one) => one.bottom(3)],
  ['left', '4px', (one) => one.left(4)],
])('sets %s to %s', (name, value, change) => {
  expect(animatesOf(change(create()))).toEqual([{ type: 'style', args: [name, value] }])
})

test('a step has its own timing and keeps what earlier steps left', () => {
  const animation = create({ duration: 100 })
  animation.rotate(45).step().opacity(0).step({ duration: 9, delay: 1, transformOrigin: '0 0' })
  const { actions } = animation.export()
  expect(actions.map(({ animates }) => animates.length)).toEqual([1, 2])
  expect(actions[1]?.option).toEqual({
    transformOrigin: '0 0',
    transition: { duration: 9, timingFunction: 'linear', delay: 1 },
  })
  expect(animation.export()).toEqual({ actions: [] })
})
