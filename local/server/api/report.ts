import type { Routes } from '../context'

const LABELS: Readonly<Record<string, string>> = { warn: '警告', error: '错误' }
const STACK_LINES = 6

export const reportRoutes: Routes = {
  /** Console and exceptions of a mini program: warnings and errors reach the terminal. */
  report({ context, person, body }) {
    const label = LABELS[String(body['level'])]
    if (!label) return {}
    const stack = typeof body['stack'] === 'string' ? body['stack'] : ''
    const trace = stack.split('\n').filter((line) => /^\s+at /.test(line))
    context.log(
      [
        `小程序${label}（${person.nickname}）${String(body['text']).slice(0, 2000)}`,
        ...trace.slice(0, STACK_LINES),
      ].join('\n'),
    )
    return {}
  },
}
