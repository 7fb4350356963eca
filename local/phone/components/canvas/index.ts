import { Controller, type BuiltIn } from '../support/controller'
import { toCanvasNode, type CanvasNode } from './node'

export class CanvasController extends Controller {
  readonly canvas = this.create('canvas', 'wx-canvas-inner')
  #node: CanvasNode | undefined

  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.host.append(this.canvas)
    // What a page sees of a finger on a canvas has x and y from the canvas's corner.
    this.on('touchmove', () => {
      if (this.flag('disableScroll')) this.page.cancelTap()
    })
  }

  override attached(): void {
    this.#apply()
  }

  override changed(): void {
    if (this.host.isConnected) this.#apply()
  }

  #apply(): void {
    if (this.str('type') === '2d') return
    // The old interface draws in CSS px of the element.
    const { clientWidth, clientHeight } = this.host
    if (clientWidth > 0) this.canvas.width = clientWidth
    if (clientHeight > 0) this.canvas.height = clientHeight
  }

  override node(): CanvasNode {
    this.#node ??= toCanvasNode(this.canvas, (src) => this.page.resolveSource(src, this.component))
    return this.#node
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/canvas.html */
export const canvas: BuiltIn = {
  tag: 'canvas',
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  style: `
wx-canvas { display: block; position: relative; width: 300px; height: 150px; }
wx-canvas > .wx-canvas-inner { display: block; position: absolute; left: 0; top: 0; width: 100%; height: 100%; }
`,
  controller: CanvasController,
}
