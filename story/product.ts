import type { Services } from '../cloudfunctions/kernel/context'
import type { Handlers } from '../cloudfunctions/kernel/define'
import type { Registry } from '../cloudfunctions/kernel/registry'
import { createProduct as assemble } from '../cloudfunctions/modules'
import { createTextCheck } from '../cloudfunctions/modules/content'
import type { World } from '../local/world/types'
import { TEMPLATE_KEYS, type TemplateKey } from '../miniprogram/contract/notice'

/** Code that the first owner types in. */
export const SETUP_CODE = 'STORY-CODE'

/** The product with the small WeChat around it in place of WeChat. */
export interface Product {
  handlers: Handlers
  registry: Registry
  services: Services
}

export interface Surroundings {
  world: World
  environment: Readonly<Record<string, string>>
  /** Who is calling. */
  openid(): string | null
}

/** Puts the product together: proofs of chats and messages by the small WeChat, texts by the word standard alone. */
export function createProduct({ world, environment, openid }: Surroundings): Product {
  const templateId = (key: TemplateKey): string | undefined =>
    environment[`TEMPLATE_${key.replaceAll('-', '_').toUpperCase()}`]
  const { handlers, registry } = assemble(({ openid: to, template, page, fields }) => {
    const data = Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field, { value }]),
    )
    const { errCode } = world.sendSubscribeMessage({
      openid: to,
      templateId: templateId(template) ?? '',
      page,
      data,
    })
    return Promise.resolve(errCode === 0 ? { ok: true } : { ok: false, code: String(errCode) })
  })
  const services: Services = {
    chatOf(cloudId) {
      const proof = world.resolveCloudId(cloudId, openid() ?? '')
      const opengid = 'data' in proof && 'opengid' in proof.data ? proof.data.opengid : undefined
      return Promise.resolve(opengid === undefined ? null : { opengid })
    },
    checkTexts: createTextCheck(() => Promise.resolve('pass')),
    setupCode: () => SETUP_CODE,
    templateIds: () =>
      Object.fromEntries(
        TEMPLATE_KEYS.flatMap((key) => {
          const id = templateId(key)
          return id === undefined ? [] : [[key, id]]
        }),
      ),
  }
  return { handlers, registry, services }
}
