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
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return {
    code: typeof code === 'string' ? code : 'SYS_ERR',
    message: typeof message === 'string' ? message : String(error),
  }
}
