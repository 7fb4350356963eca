import { AppError } from '../kernel/errors'
import type { Services } from '../kernel/context'
import { TEMPLATE_KEYS, type TemplateKey } from '../../miniprogram/contract/notice'
import { errorCode, isUnavailable, wasAway } from './errors'
import { cloud } from './sdk'

/** `scene` 2: comments, the nearest to notes in a work group. */
const SCENE = 2

const openapi = cloud.openapi as unknown as WxServerSdk.OpenApi
const getOpenData = cloud.getOpenData as unknown as WxServerSdk.GetOpenData

/** The platform ties a cloudID to the person who got it, so another person's is refused there. */
async function chatOf(cloudId: string): Promise<{ opengid: string } | null> {
  try {
    const { list } = await getOpenData({ list: [cloudId] })
    const opengid = list[0]?.data?.opengid
    return typeof opengid === 'string' && opengid !== '' ? { opengid } : null
  } catch (error) {
    if (isUnavailable(error)) throw new AppError('unavailable')
    // -601005 invalid, -601006 expired, -601007 another person's: to the caller all the same, no proof.
    return null
  }
}

/**
 * WeChat's own verdict on a text of at most 2500 characters.
 * @throws AppError `unavailable` when there is none, also for people whom WeChat has not seen in the last two hours.
 */
export async function suggestText(content: string, openid: string) {
  try {
    const answer = await openapi.security.msgSecCheck({ version: 2, scene: SCENE, openid, content })
    return answer.result?.suggest ?? 'pass'
  } catch (error) {
    // Never let through what could not be checked.
    throw new AppError(
      'unavailable',
      wasAway(error)
        ? '微信要你先打开过小程序才检查内容，请重新打开小程序再提交'
        : '内容检查暂时不可用，请稍后再试',
    )
  }
}

/** Subscription templates are configuration: `TEMPLATE_TODO` holds the id of `todo`. */
const templateId = (key: string): string | undefined =>
  process.env[`TEMPLATE_${key.replaceAll('-', '_').toUpperCase()}`]

/** What the product asks of WeChat beside the database; texts are judged by our own standard too (`suggestText`). */
export const platformServices: Omit<Services, 'checkTexts'> = {
  chatOf,
  setupCode: () => process.env.SETUP_CODE ?? null,
  templateIds: () =>
    Object.fromEntries(
      TEMPLATE_KEYS.flatMap((key) => (templateId(key) ? [[key, templateId(key)]] : [])),
    ),
}

/**
 * Sends a subscription message; the template id of a key is configuration.
 * @returns WeChat's code when it was not sent; never throws
 */
export async function pushMessage(message: {
  openid: string
  template: TemplateKey
  page: string
  fields: Record<string, string>
}): Promise<{ ok: true } | { ok: false; code: string }> {
  const template = templateId(message.template)
  if (!template) return { ok: false, code: 'no-template' }
  const data = Object.fromEntries(
    Object.entries(message.fields).map(([field, value]) => [field, { value }]),
  )
  try {
    const { errCode } = await openapi.subscribeMessage.send({
      touser: message.openid,
      templateId: template,
      page: message.page,
      data,
    })
    return errCode === 0 ? { ok: true } : { ok: false, code: String(errCode) }
  } catch (error) {
    return { ok: false, code: errorCode(error) }
  }
}
