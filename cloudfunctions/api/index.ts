import { randomId, systemNow } from '../kernel/clock'
import { createDispatcher } from '../kernel/dispatch'
import { companyHandlers } from '../modules/company/company.handlers'
import { groupHandlers } from '../modules/groups/groups.handlers'
import { noticeHandlers } from '../modules/notice/notice.handlers'
import { pointsHandlers } from '../modules/points/points.handlers'
import { rulesHandlers } from '../modules/rules/rules.handlers'
import { todayHandlers } from '../modules/today/today.handlers'
import { cloudDatabase } from '../platform/database'
import { platformCaller } from '../platform/identity'
import { platformServices } from '../platform/openapi'

export const main = createDispatcher(
  {
    ...companyHandlers,
    ...groupHandlers,
    ...rulesHandlers,
    ...pointsHandlers,
    ...noticeHandlers,
    ...todayHandlers,
  },
  {
    database: cloudDatabase,
    services: platformServices,
    openid: () => platformCaller().openid,
    now: systemNow,
    newId: randomId,
  },
)
