/** Refuses a request of the automation protocol; the message is the error reply. */
export class AutomatorError extends Error {
  override readonly name = 'AutomatorError'
}
