import { randomId, systemNow } from '../kernel/clock'
import { createDispatcher } from '../kernel/dispatch'
import { createProduct, noPush } from '../modules'
import { createTextCheck } from '../modules/content'
import { cloudDatabase } from '../platform/database'
import { platformCaller } from '../platform/identity'
import { platformServices, suggestText } from '../platform/openapi'

const { handlers, registry } = createProduct(noPush)

export const main = createDispatcher(handlers, registry, {
  database: cloudDatabase,
  services: { ...platformServices, checkTexts: createTextCheck(suggestText) },
  openid: () => platformCaller().openid,
  now: systemNow,
  newId: randomId,
})
