import { say } from './feedback'

const SUMMARY =
  '我们只保存你填写的姓名、你在群里的确认和得分记录，供你所在的公司管理销售群。不读取聊天内容、通讯录和位置。'

/** Declared with callbacks only. */
const openContract = (): Promise<boolean> =>
  new Promise((resolve) => {
    wx.openPrivacyContract({ success: () => resolve(true), fail: () => resolve(false) })
  })

/** WeChat's own page of the privacy statement; clients without it get our summary. */
export async function openPrivacy(): Promise<void> {
  const isShown = wx.canIUse('openPrivacyContract') && (await openContract())
  if (!isShown) await say('隐私说明', SUMMARY)
}
