import { say } from './feedback'

const SUMMARY =
  '我们只保存你填写的姓名、你在群里的确认和得分记录，供你所在的公司管理销售群。不读取聊天内容、通讯录和位置。'

/** WeChat's own page of the privacy statement; clients without it get our summary. */
export async function openPrivacy(): Promise<void> {
  if (!wx.canIUse('openPrivacyContract')) return say('隐私说明', SUMMARY)
  try {
    await wx.openPrivacyContract({})
  } catch {
    await say('隐私说明', SUMMARY)
  }
}
