/**
 * An error as the cloud's admin protocol carries it: a code name that wx-server-sdk maps to an errCode
 * (`TCB_ERR_CODE` in its bundle; unknown names become -501001) and a text for people.
 */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CloudError'
  }
}

/** Says which `code` an error of any origin has on the wire; errors without one are the server's own fault. */
export function wireError(error: unknown): { code: string; message: string } {
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'SYS_ERR'
    return { code, message: error.message }
  }
  return { code: 'SYS_ERR', message: String(error) }
}
