/** A request the automation cannot answer; its message goes to the client as the error reply. */
export class AutomationError extends Error {
  override readonly name = 'AutomationError'
}
