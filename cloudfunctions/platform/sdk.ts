import cloud from 'wx-server-sdk'

/**
 * The initialised SDK. `throwOnNotFound: false` makes a missing document `null` instead of an error.
 * Initialised at module load, so that a warm instance does it once.
 */
const initOptions = { env: cloud.DYNAMIC_CURRENT_ENV as unknown as string, timeout: 10_000 }
cloud.init(initOptions)

// Both options exist in wx-server-sdk 4.0.2 and are missing in its types.
const databaseOptions: object = { throwOnNotFound: false }

export { cloud }
export const sdkDatabase = cloud.database(databaseOptions)
