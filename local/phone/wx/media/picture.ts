import { WxFail, type WxContext } from '../support'

/** Loads a picture of any path; `getImageInfo` and `compressImage` measure and redraw it. */
export function loadPicture(context: WxContext, src: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new WxFail(`image not found: ${src}`))
    image.src = context.files.url(src)
  })
}

export async function encodePicture(
  canvas: HTMLCanvasElement,
  type: string,
  quality: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  if (!blob) throw new WxFail('image cannot be encoded')
  return new Uint8Array(await blob.arrayBuffer())
}

/** Draws something on a canvas of a size. */
export function drawn(source: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  const pen = canvas.getContext('2d')
  if (!pen) throw new WxFail('canvas is not available')
  pen.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}
