import { AppError } from './errors'
import type { PrepareContext } from './context'

/**
 * Lets texts through that others may see, by the input path of each. Anything that needs a person's eye is refused for now: it
 * is never published by itself.
 * @throws AppError `invalid-argument` with the field.
 */
export async function passTexts(
  { services, caller }: PrepareContext<unknown>,
  texts: Record<string, string>,
): Promise<void> {
  const fields = Object.keys(texts).filter((field) => texts[field] !== '')
  const result = await services.checkTexts(
    fields.map((field) => texts[field]!),
    caller.openid,
  )
  if (result.verdict === 'pass') return
  const reason = result.word === null ? '内容不合规范' : `「${result.word}」不能用`
  const message =
    result.verdict === 'review' ? '内容需要人工复核，暂时不能提交，请换个说法' : reason
  throw new AppError('invalid-argument', message, { [fields[result.index] ?? '']: message })
}
