/** What has been drawn on a 2d canvas, pixel by pixel, as a JPG in a temporary file. Rejects with WeChat's error. */
export async function pictureOf(canvas: { width: number; height: number }): Promise<string> {
  const { tempFilePath } = await wx.canvasToTempFilePath({
    canvas,
    // Left to itself WeChat would enlarge the picture by the density of the screen.
    destWidth: canvas.width,
    destHeight: canvas.height,
    fileType: 'jpg',
    quality: 0.9,
  })
  return tempFilePath
}
