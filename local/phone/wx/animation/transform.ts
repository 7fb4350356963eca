/** One animated thing: a transform function, or a style property with `args = [name, value]`. */
export interface Animate {
  type: string
  args: unknown[]
}

const LENGTH_FUNCTIONS = /^translate/
const ANGLE_FUNCTIONS = /^(rotate|skew)/

function unit(type: string, value: unknown, index: number): string {
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return value
  const number = Number(value)
  if (LENGTH_FUNCTIONS.test(type)) return `${number}px`
  if (type === 'rotate3d' ? index === 3 : ANGLE_FUNCTIONS.test(type)) return `${number}deg`
  return String(number)
}

export function isTransform({ type }: Animate): boolean {
  return type !== 'style'
}

/** `{ type: 'rotate', args: [45] }` → `rotate(45deg)`. */
export function transformText({ type, args }: Animate): string {
  return `${type}(${args.map((value, index) => unit(type, value, index)).join(', ')})`
}

/** Everything but `matrix` that WeChat's animations can do to `transform`. */
export const TRANSFORMS = [
  'matrix',
  'matrix3d',
  'rotate',
  'rotate3d',
  'rotateX',
  'rotateY',
  'rotateZ',
  'scale',
  'scale3d',
  'scaleX',
  'scaleY',
  'scaleZ',
  'skew',
  'skewX',
  'skewY',
  'translate',
  'translate3d',
  'translateX',
  'translateY',
  'translateZ',
] as const

/** Style properties with the name CSS knows them by. */
export const STYLES = {
  opacity: 'opacity',
  backgroundColor: 'background-color',
  width: 'width',
  height: 'height',
  top: 'top',
  right: 'right',
  bottom: 'bottom',
  left: 'left',
} as const

/** A number is px where the property is a length. */
export function styleValue(name: string, value: unknown): string {
  const isLength = name !== 'opacity' && name !== 'background-color'
  return typeof value === 'number' && isLength ? `${value}px` : String(value)
}
