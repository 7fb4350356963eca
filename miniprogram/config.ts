/** What differs between deployments. Empty `env`: the environment that the mini program is associated with. */
export const config: { env: string } = { env: '' }
