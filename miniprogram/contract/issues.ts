import type { BaseIssue } from '../vendor/valibot'
import { EMPTY } from './characters'

/** Why an input was refused, in Chinese, for forms and for `ErrorView.fields`. */
function issueText(issue: BaseIssue<unknown>): string {
  const bound = String((issue as { requirement?: unknown }).requirement)
  const isText = typeof issue.input === 'string'
  switch (issue.type) {
    case 'min_length':
      return isText ? (bound === '1' ? EMPTY : `至少 ${bound} 个字`) : `至少 ${bound} 项`
    case 'max_length':
      return isText ? `太长了，最多 ${bound} 个字` : `太多了，最多 ${bound} 项`
    case 'min_value':
      return `不能小于 ${bound}`
    case 'max_value':
      return `不能大于 ${bound}`
    case 'integer':
    case 'number':
      return '请填写整数'
    case 'check':
      // Our own checks say what is wrong in Chinese.
      return issue.message
    case 'strict_object':
      return '有不认识的内容'
    default:
      return issue.received === 'undefined' ? EMPTY : '格式不对'
  }
}

/** The first problem of each field by its dotted path; an empty path is the whole input. */
export function issuesByField(
  issues: readonly BaseIssue<unknown>[] | undefined,
): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of issues ?? []) {
    const path = (issue.path ?? []).map((item) => String((item as { key: unknown }).key)).join('.')
    fields[path] ??= issueText(issue)
  }
  return fields
}
