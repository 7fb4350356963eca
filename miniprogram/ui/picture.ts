/** What has been drawn on a 2d canvas as a JPG in a temporary file. Rejects with WeChat's error. */
export async function pictureOf(canvas: object): Promise<string> {
  const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, fileType: 'jpg', quality: 0.9 })
  return tempFilePath
}
