/** Longest text that a toast shows without breaking. */
const TOAST_MAX = 12

/** A short word that something is done. Longer sentences belong in the page, see `Failure`. */
export function done(text: string): void {
  void wx.showToast({ title: text.slice(0, TOAST_MAX), icon: 'none', duration: 1800 })
}

/** Says a sentence that the person has to take note of. */
export async function say(title: string, content: string): Promise<void> {
  await wx.showModal({ title, content, showCancel: false, confirmText: '知道了' })
}

/** Asks before something that cannot be taken back. `yes` names the deed, at most 4 characters. */
export async function confirm(question: {
  title: string
  content: string
  yes: string
}): Promise<boolean> {
  const { confirm: isYes } = await wx.showModal({
    title: question.title,
    content: question.content,
    confirmText: question.yes,
    cancelText: '再想想',
  })
  return isYes
}
