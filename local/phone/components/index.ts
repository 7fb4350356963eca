import { button } from './button'
import { icon } from './icon'
import { image } from './image'
import type { BuiltIn } from './support/controller'
import { text } from './text'
import { unknown } from './unknown'
import { view } from './view'

/** Every built-in component of the phone. */
export const builtIns: readonly BuiltIn[] = [button, icon, image, text, unknown, view]
