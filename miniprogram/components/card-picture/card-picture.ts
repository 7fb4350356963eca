import type { CardFace } from '../../ui/cards'
import { pictureOf } from '../../ui/picture'
import { HEIGHT, paint, WIDTH, type Brush } from './paint'

interface CanvasNode {
  width: number
  height: number
  getContext(type: '2d'): Brush & { scale(x: number, y: number): void }
}

/** Pixels of the picture to one of the drawing; chats show it on about 700 pixels. */
const SHARPNESS = 1.5

/** Draws the picture of a card that is being shared; shows nothing itself. */
Component({
  methods: {
    /** A JPG of the face as a temporary file. Rejects where nothing can be drawn. */
    async draw(face: CardFace): Promise<string> {
      const canvas = await this.canvas()
      canvas.width = WIDTH * SHARPNESS
      canvas.height = HEIGHT * SHARPNESS
      const brush = canvas.getContext('2d')
      brush.scale(SHARPNESS, SHARPNESS)
      paint(brush, face)
      return pictureOf(canvas)
    },

    canvas(): Promise<CanvasNode> {
      return new Promise((resolve, reject) => {
        this.createSelectorQuery()
          .select('#canvas')
          .fields({ node: true })
          .exec(([found]: [{ node?: CanvasNode } | null]) => {
            if (found?.node) resolve(found.node)
            else reject(new Error('no canvas'))
          })
      })
    },
  },
})
