import { randomUUID } from 'node:crypto'
import type { Database } from './db'
import { CloudError, wireError } from './errors'
import type { FunctionHost } from './functions/host'
import type { Invocation, Invocations } from './invocations'
import type { OpenapiService } from './openapi'
import { parseMultipart } from './multipart'
import type { HttpReply } from './server'
import type { FileStorage } from './storage'
import { TransactionWatch } from './transaction-watch'

export interface AdminServices {
  database: Database
  storage: FileStorage
  functions: FunctionHost
  openapi: OpenapiService
  invocations: Invocations
  /** Refuses calls that silently run outside an open transaction, in place of only logging them. */
  strictTransactions: boolean
  log: (line: string) => void
}

type Body = Record<string, unknown>

/** What a handler answers beside `requestId`. */
type Answer = Record<string, unknown>

const TRANSACTION_ENDS = new Set(['database.commitTransaction', 'database.abortTransaction'])

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' }

/**
 * Answers the admin protocol that @cloudbase/node-sdk speaks (`utils/tcbapirequester.ts`): one POST a call, the
 * `action` field says what is asked. Failures are HTTP 200 with `{requestId, code, message}`.
 */
export class AdminProtocol {
  private readonly counts: Record<string, number> = {}

  private readonly watch: TransactionWatch

  constructor(private readonly services: AdminServices) {
    const { strictTransactions, invocations, log } = services
    this.watch = new TransactionWatch(strictTransactions, log)
    invocations.onEnd((invocation) => {
      for (const id of this.watch.forget(invocation)) {
        log(`${invocation.functionName} ended with the transaction ${id} still open`)
      }
    })
  }

  /** Requests served by action. */
  stats(): Record<string, number> {
    return { ...this.counts }
  }

  async answer(contentType: string, raw: Buffer): Promise<HttpReply> {
    const requestId = randomUUID()
    try {
      if (contentType.startsWith('multipart/form-data')) {
        return this.answerForm(contentType, raw)
      }
      const body = parseBody(raw)
      const action = String(body['action'])
      this.count(action)
      return json({ requestId, ...(await this.run(action, body)) })
    } catch (error) {
      const wire = wireError(error)
      if (wire.code === 'SYS_ERR') this.services.log(`internal error: ${stackOf(error)}`)
      return json({ requestId, ...wire })
    }
  }

  private count(action: string): void {
    this.counts[action] = (this.counts[action] ?? 0) + 1
  }

  private async run(action: string, body: Body): Promise<Answer> {
    const invocation = this.services.invocations.find(body['wxCloudApiToken'])
    if (action.startsWith('database.')) return this.runDatabase(action, body, invocation)
    switch (action) {
      case 'functions.invokeFunction':
        return this.invoke(body, invocation)
      case 'storage.getUploadMetadata':
        return this.services.storage.uploadMetadata(String(body['path']))
      case 'storage.batchGetDownloadUrl':
        return this.services.storage.downloadUrls(body['file_list'])
      case 'storage.batchDeleteFile':
        return this.services.storage.deleteFiles(body['fileid_list'])
      case 'wx.api':
        return this.callOpenapi(body, invocation)
      default:
        throw new CloudError('INVALID_ACTION', `local cloud does not support the action ${action}`)
    }
  }

  private async runDatabase(
    action: string,
    body: Body,
    invocation: Invocation | undefined,
  ): Promise<Answer> {
    this.watch.check(action, body, invocation)
    if (TRANSACTION_ENDS.has(action)) this.watch.ended(body['transactionId'], invocation)
    const reply = await this.services.database.execute(action, body)
    if (action === 'database.startTransaction') {
      this.watch.started(reply.transactionId, invocation)
    }
    return reply
  }

  private answerForm(contentType: string, raw: Buffer): HttpReply {
    const form = parseMultipart(contentType, raw)
    const action = form.get('action')?.toString() ?? ''
    this.count(action)
    if (action !== 'wx.openApi') {
      throw new CloudError('INVALID_ACTION', `local cloud does not support the action ${action}`)
    }
    const apiName = form.get('apiName')?.toString() ?? ''
    this.count(`openapi.${apiName}`)
    const invocation = this.services.invocations.find(form.get('wxCloudApiToken')?.toString())
    const requestData = form.get('requestData') ?? Buffer.alloc(0)
    const body = this.services.openapi.answer(apiName, requestData, invocation)
    return { headers: { 'content-type': 'application/octet-stream' }, body }
  }

  /** `cloud.callOpenAPI`: the same APIs as `cloud.openapi`, as JSON. */
  private callOpenapi(body: Body, invocation: Invocation | undefined): Answer {
    const apiName = String(body['apiName'])
    this.count(`openapi.${apiName}`)
    const text = typeof body['requestData'] === 'string' ? body['requestData'] : ''
    const params = text === '' ? {} : objectOf(text, 'requestData')
    const reply = this.services.openapi.answerJson(apiName, params, invocation)
    return { data: { responseData: JSON.stringify(reply) } }
  }

  /** A function calls a function: the user stays the one who began the chain. */
  private async invoke(body: Body, caller: Invocation | undefined): Promise<Answer> {
    const outcome = await this.services.functions.call({
      name: String(body['function_name']),
      event: eventOf(body['request_data']),
      source: caller?.source ?? 'wx_client',
      chain: `${caller?.chain ?? ''},scf`.replace(/^,/, ''),
      ...(caller?.openid !== undefined && { openid: caller.openid }),
    })
    if (!outcome.ok) throw new CloudError(outcome.failure.code, outcome.failure.message)
    return { data: { response_data: outcome.json ?? 'null' } }
  }
}

/** The event as the calling function wrote it; the platform takes any JSON. */
function eventOf(requestData: unknown): string {
  if (typeof requestData !== 'string' || requestData === '') return '{}'
  try {
    JSON.parse(requestData)
    return requestData
  } catch {
    throw new CloudError('INVALID_PARAM', 'request_data is not JSON')
  }
}

const parseBody = (raw: Buffer): Body => objectOf(raw.toString(), 'the request body')

function objectOf(text: string, what: string): Body {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body
  } catch {
    // Falls through to the answer for malformed bodies.
  }
  throw new CloudError('INVALID_PARAM', `${what} is not a JSON object`)
}

function json(value: unknown): HttpReply {
  return { headers: JSON_HEADERS, body: JSON.stringify(value) }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
