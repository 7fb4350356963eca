import { Cron } from 'croner'

const FIELDS = 7

/**
 * A timer trigger's cron: second minute hour day month week year, in UTC+8; a day and a week given together mean
 * either (developers.weixin.qq.com, cloud function triggers).
 */
export class Schedule {
  private readonly cron: Cron

  /** @throws Error when the expression is not seven valid fields */
  constructor(expression: string) {
    const fields = expression.trim().split(/\s+/)
    if (fields.length !== FIELDS) {
      throw new Error(`a timer needs ${FIELDS} cron fields, not ${fields.length}: ${expression}`)
    }
    this.cron = new Cron(fields.join(' '), { paused: true, timezone: 'Asia/Shanghai' })
  }

  /** The first instant after another one, or undefined when there is none. */
  next(after: number): number | undefined {
    return this.cron.nextRun(new Date(after))?.getTime()
  }
}
