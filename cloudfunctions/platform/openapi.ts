import { AppError } from '../kernel/errors'
import type { Services } from '../kernel/context'
import { TEMPLATE_KEYS } from '../../miniprogram/contract/notice'
import { createTextCheck, wasAway } from '../modules/content/text-check'
import { isUnavailable } from './errors'
import { cloud } from './sdk'

/** `scene` 2: comments, the nearest to notes in a work group. */
const SCENE = 2

interface OpenDataList {
  list: { cloudID?: string; data?: { opengid?: unknown } }[]
}

interface SecCheckResult {
  result?: { suggest?: 'pass' | 'review' | 'risky' }
}

interface OpenApi {
  security: { msgSecCheck(request: object): Promise<SecCheckResult> }
  subscribeMessage: { send(request: object): Promise<{ errCode: number }> }
}

const openapi = cloud.openapi as unknown as OpenApi
// Answers a promise; its type says otherwise (wx-server-sdk 4.0.2).
const getOpenData = cloud.getOpenData as unknown as (options: {
  list: string[]
}) => Promise<OpenDataList>

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

/** Subscription templates are configuration: `TEMPLATE_RULES_DUE` holds the id of `rules-due`. */
const templateId = (key: string): string | undefined =>
  process.env[`TEMPLATE_${key.replaceAll('-', '_').toUpperCase()}`]

/** What the product asks of WeChat beside the database. */
export const platformServices: Services = {
  chatOf,
  checkTexts: createTextCheck(suggestText),
  setupCode: () => process.env['SETUP_CODE'] ?? null,
  templateIds: () =>
    Object.fromEntries(
      TEMPLATE_KEYS.flatMap((key) => (templateId(key) ? [[key, templateId(key)]] : [])),
    ),
}

/** No consent left, or the person refused. */
const NO_CREDIT = 43101

/** Sends a subscription message; the template id of a key is configuration. */
export async function pushMessage(message: {
  openid: string
  template: string
  path: string
  fields: Record<string, string>
}): Promise<'sent' | 'no-credit' | 'failed'> {
  const template = templateId(message.template)
  if (!template) return 'no-credit'
  const data = Object.fromEntries(
    Object.entries(message.fields).map(([field, value]) => [field, { value }]),
  )
  try {
    await openapi.subscribeMessage.send({
      touser: message.openid,
      templateId: template,
      page: message.path,
      data,
    })
    return 'sent'
  } catch (error) {
    return (error as { errCode?: unknown }).errCode === NO_CREDIT ? 'no-credit' : 'failed'
  }
}
