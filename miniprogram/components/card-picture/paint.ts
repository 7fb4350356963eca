import type { CardFace } from '../../ui/cards'

/** WeChat shows the picture of a card at 5:4. px of the canvas. */
export const WIDTH = 500
export const HEIGHT = 400

/** Light in both schemes: the picture is shown in somebody else's chat. */
const COLORS = {
  page: '#E8F8EF',
  text: '#1D2129',
  soft: '#4E5969',
  track: '#FFFFFF',
  bright: '#07C160',
}
const LEFT = 40
const ROOM = WIDTH - 2 * LEFT
const BAR = { top: 316, height: 16 }
const FAMILY = 'sans-serif'

/** The part of a canvas context that is used. */
export interface Brush {
  fillStyle: unknown
  font: string
  textBaseline: string
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  measureText(text: string): { width: number }
  beginPath(): void
  moveTo(x: number, y: number): void
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void
  closePath(): void
  fill(): void
}

/** The text, cut with an ellipsis so that it takes no more than so many px. */
export function fitted(brush: Brush, text: string, room: number): string {
  if (brush.measureText(text).width <= room) return text
  const letters = Array.from(text)
  while (letters.length > 0 && brush.measureText(`${letters.join('')}…`).width > room) letters.pop()
  return `${letters.join('')}…`
}

interface Ink {
  size: number
  color: string
  isBold?: boolean
}

/** One line from `left`; answers where it ends, px. */
function write(brush: Brush, text: string, left: number, baseline: number, ink: Ink): number {
  brush.font = `${ink.isBold ? 'bold ' : ''}${ink.size}px ${FAMILY}`
  brush.fillStyle = ink.color
  const shown = fitted(brush, text, LEFT + ROOM - left)
  brush.fillText(shown, left, baseline)
  return left + brush.measureText(shown).width
}

function bar(brush: Brush, width: number, color: string): void {
  const { top, height } = BAR
  const right = LEFT + Math.max(width, height)
  const bottom = top + height
  const radius = height / 2
  brush.fillStyle = color
  brush.beginPath()
  brush.moveTo(LEFT + radius, top)
  brush.arcTo(right, top, right, bottom, radius)
  brush.arcTo(right, bottom, LEFT, bottom, radius)
  brush.arcTo(LEFT, bottom, LEFT, top, radius)
  brush.arcTo(LEFT, top, right, top, radius)
  brush.closePath()
  brush.fill()
}

/** Draws the face over the whole canvas of `WIDTH` × `HEIGHT`. */
export function paint(brush: Brush, face: CardFace): void {
  brush.textBaseline = 'alphabetic'
  brush.fillStyle = COLORS.page
  brush.fillRect(0, 0, WIDTH, HEIGHT)
  write(brush, face.matter, LEFT, 84, { size: 34, color: COLORS.soft })
  const end = write(brush, face.figure, LEFT, 206, { size: 104, color: COLORS.text, isBold: true })
  if (face.of) write(brush, face.of, end + 16, 206, { size: 44, color: COLORS.soft })
  write(brush, face.note, LEFT, 272, { size: 32, color: COLORS.soft })
  if (face.percent === null) return
  bar(brush, ROOM, COLORS.track)
  if (face.percent > 0) bar(brush, (ROOM * face.percent) / 100, COLORS.bright)
}
