import type { PhoneHost } from '../../host'

/** What a person has allowed this mini program, as WeChat's settings page shows it. */
export interface PermissionSettings {
  /** `scope.…` → allowed. Scopes that were never asked are absent. */
  scopes: Record<string, boolean>
  /** Main switch of subscription messages. */
  subscriptions: boolean
  /** Template id → answer kept by 总是保持以上选择. */
  kept: Record<string, 'accept' | 'reject'>
  privacyAgreed: boolean
}

const NOTHING_YET: PermissionSettings = {
  scopes: {},
  subscriptions: true,
  kept: {},
  privacyAgreed: false,
}

/** Kept by the local server for each person, so that `npm run reset` forgets them. */
export async function readSettings(host: PhoneHost): Promise<PermissionSettings> {
  const stored = (await host.request('/api/settings', {})) as Partial<PermissionSettings>
  return { ...NOTHING_YET, ...stored }
}

export async function writeSettings(
  host: PhoneHost,
  change: Partial<PermissionSettings>,
): Promise<void> {
  await host.request('/api/setSettings', change)
}
