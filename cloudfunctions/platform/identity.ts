import { cloud } from './sdk'

export interface PlatformCaller {
  /** Null when a timer calls. */
  openid: string | null
}

/** Who calls, as the platform says. The only source of identity; `event` never is. */
export function platformCaller(): PlatformCaller {
  const { OPENID } = cloud.getWXContext() as { OPENID?: unknown }
  return { openid: typeof OPENID === 'string' && OPENID !== '' ? OPENID : null }
}
