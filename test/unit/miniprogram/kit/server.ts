import type { ErrorCode } from '../../../../miniprogram/contract/action'
import type { Event, Sent } from '../../../kit/fake-wx'

/** What the scripted server answers each action; one that is missing is refused. */
export type Answers = Record<string, (input: never) => unknown>

/** A refusal of the scripted server. */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super('现在不行')
  }
}

/** A server that answers each action by a function. */
export function serverOf(answers: Answers) {
  const one = ({ action, input }: Sent) => {
    try {
      const answer = answers[action]
      if (!answer) throw new Refusal('permission-denied')
      return { ok: true, data: answer(input as never) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { ok: false, error: { code: error.code, message: error.message, requestId: 'r' } }
    }
  }
  return (event: Event): Promise<unknown> =>
    Promise.resolve('batch' in event ? { ok: true, data: event.batch.map(one) } : one(event))
}
