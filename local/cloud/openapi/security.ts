import { randomBytes } from 'node:crypto'
import { fail, ok, type ApiFamily } from './api'
import { WORD_RULES, type WordRule } from './words'

const MAX_CONTENT = 2500
/** Texts can be checked only for people who used the mini program in the last two hours. */
const VISIT_LIFE_MS = 2 * 60 * 60_000
const SCENES = [1, 2, 3, 4]

/** Content checks. Texts are judged by a small local word list (`words.ts`), never by length or chance. */
export const security: ApiFamily = {
  'security.msgSecCheck': ({ params }, { world, visits }) => {
    const { version, openid, scene, content } = params
    if (version !== 2) return fail(47001, 'data format error: only version 2 is supported')
    if (typeof content !== 'string' || content === '') return fail(44002, 'empty post data')
    if ([...content].length > MAX_CONTENT) return fail(47001, 'data format error: content too long')
    if (!SCENES.includes(Number(scene))) return fail(40129, 'invalid scene')
    if (typeof openid !== 'string') return fail(40003, 'invalid openid')
    if (!world.personByOpenid(openid)) return fail(43104, 'appid not match with openid')
    if (visits.ago(openid) > VISIT_LIFE_MS) return fail(61010, 'code is expired')
    const texts = [content, params['title'], params['nickname'], params['signature']]
    return ok({
      ...judge(texts.filter((text) => typeof text === 'string').join('\n')),
      trace_id: trace(),
    })
  },
}

interface Verdict {
  result: { suggest: string; label: number }
  detail: Record<string, unknown>[]
}

/** The strictest rule that hits decides; words are found through spaces and separators, as people write them. */
function judge(text: string): Verdict {
  const plain = text.toLowerCase().replace(/[\s.*_\-·、,，。]/g, '')
  const hits = WORD_RULES.flatMap((rule) =>
    rule.words.filter((word) => plain.includes(word)).map((word) => ({ rule, word })),
  )
  const decisive = hits.find(({ rule }) => rule.suggest === 'risky') ?? hits[0]
  return {
    result: decisive
      ? { suggest: decisive.rule.suggest, label: decisive.rule.label }
      : { suggest: 'pass', label: 100 },
    detail: [
      modelDetail(decisive?.rule),
      ...hits.map(({ rule, word }) => keywordDetail(rule, word)),
    ],
  }
}

function modelDetail(rule: WordRule | undefined): Record<string, unknown> {
  return {
    strategy: 'content_model',
    errcode: 0,
    suggest: rule?.suggest ?? 'pass',
    label: rule?.label ?? 100,
    prob: 90,
  }
}

function keywordDetail(rule: WordRule, keyword: string): Record<string, unknown> {
  return {
    strategy: 'keyword',
    errcode: 0,
    suggest: rule.suggest,
    label: rule.label,
    level: rule.suggest === 'risky' ? 100 : 60,
    keyword,
  }
}

function trace(): string {
  return `${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`
}
