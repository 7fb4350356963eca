import type { TemplateKey } from './contract/notice'

/** What differs between deployments. Empty `env`: the environment that the mini program is associated with. */
export const config: { env: string; templates: Record<TemplateKey, string> } = {
  env: '',
  /** Subscription message templates as approved for this mini program; an empty id switches the asking off. */
  templates: { 'rules-due': '' },
}
