import type { SeenText } from '../../miniprogram/contract/seen'
import type { PathFinding, Services } from './context'
import { AppError } from './errors'

/**
 * Lets texts through that others may see. Anything that needs a person's eye is refused for now: it is never published by itself.
 * @returns what the word standard found in texts that may name it, for whoever edits or reviews them.
 * @throws AppError `invalid-argument` with the field; `unavailable` when a text could not be checked.
 */
export async function passTexts(
  services: Pick<Services, 'checkTexts'>,
  texts: SeenText[],
  openid: string,
): Promise<PathFinding[]> {
  if (texts.length === 0) return []
  const result = await services.checkTexts(texts, openid)
  if (result.verdict === 'pass') return result.findings
  const named = result.word === null ? '内容' : `「${result.word}」`
  const refused = result.word === null ? '内容不合规范，请换个说法' : `「${result.word}」不能用`
  const message =
    result.verdict === 'review' ? `${named}需要人工复核，暂时不能提交，请换个说法` : refused
  throw new AppError('invalid-argument', message, { [result.path]: message })
}
