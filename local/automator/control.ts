import type { IncomingMessage, ServerResponse } from 'node:http'
import { AutomatorError } from './errors'
import type { WeChat } from './wechat'

/** Actions that a test process may ask for: the methods of {@link WeChat} by name. */
const ACTIONS = [
  'post',
  'cards',
  'texts',
  'notices',
  'openCard',
  'openNotice',
  'leave',
  'quit',
  'setNetwork',
  'tapNative',
  'takeProblems',
] as const satisfies readonly (keyof WeChat)[]

export type WeChatAction = (typeof ACTIONS)[number]

/** Answers `POST /` with `{ action, args }` by `{ result }` or `{ error }`. For programs on this machine only. */
export async function answerControl(
  wechat: WeChat,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    // Only a web page sends an Origin, and no web page has any business here.
    if (request.method !== 'POST' || request.headers.origin !== undefined) {
      throw new AutomatorError('Only programs may POST here')
    }
    const { action, args } = await readAction(request)
    const run = wechat[action].bind(wechat) as (...args: unknown[]) => unknown
    reply(response, 200, { result: (await run(...args)) ?? null })
  } catch (error) {
    reply(response, 400, { error: error instanceof Error ? error.message : String(error) })
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

async function readAction(
  request: IncomingMessage,
): Promise<{ action: WeChatAction; args: unknown[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { action, args } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
    action?: unknown
    args?: unknown
  }
  const known = ACTIONS.find((name) => name === action)
  if (!known) throw new AutomatorError(`No such action: ${String(action)}`)
  return { action: known, args: Array.isArray(args) ? (args as unknown[]) : [] }
}
