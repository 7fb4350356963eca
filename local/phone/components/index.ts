import { button } from './button'
import { canvas } from './canvas'
import { checkbox, checkboxGroup } from './checkbox'
import { coverImage, coverView } from './cover'
import { form } from './form'
import { icon } from './icon'
import { image } from './image'
import { input } from './input'
import { keyboardAccessory } from './keyboard-accessory'
import { label } from './label'
import { matchMedia } from './match-media'
import { movableArea, movableView } from './movable'
import { navigator } from './navigator'
import { openData } from './open-data'
import { pageContainer, shareElement } from './page-container'
import { navigationBar, pageMeta } from './page-meta'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import { progress } from './progress'
import { radio, radioGroup } from './radio'
import { richText } from './rich-text'
import { rootPortal } from './root-portal'
import { scrollView } from './scroll-view'
import { slider } from './slider'
import type { BuiltIn } from './support/controller'
import { swiper, swiperItem } from './swiper'
import { switchComponent } from './switch'
import { text } from './text'
import { textarea } from './textarea'
import { unknown } from './unknown'
import { view } from './view'

/** Every built-in component of the phone. */
export const builtIns: readonly BuiltIn[] = [
  button,
  canvas,
  checkbox,
  checkboxGroup,
  coverImage,
  coverView,
  form,
  icon,
  image,
  input,
  keyboardAccessory,
  label,
  matchMedia,
  movableArea,
  movableView,
  navigationBar,
  navigator,
  openData,
  pageContainer,
  pageMeta,
  picker,
  pickerView,
  pickerViewColumn,
  progress,
  radio,
  radioGroup,
  richText,
  rootPortal,
  scrollView,
  shareElement,
  slider,
  swiper,
  swiperItem,
  switchComponent,
  text,
  textarea,
  unknown,
  view,
]
