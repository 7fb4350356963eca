import type { Reply } from '../../miniprogram/contract/action'
import type { ActionName, InputOf, OutputOf } from '../../miniprogram/contract/index'
import { actions } from '../../miniprogram/contract/index'
import type { Services } from '../../cloudfunctions/kernel/context'
import { createDispatcher, type Ports } from '../../cloudfunctions/kernel/dispatch'
import type { CallRecord } from '../../cloudfunctions/kernel/log'
import { createProduct, noPush } from '../../cloudfunctions/modules/index'
import { openGround, type Ground } from './ground'

export const SETUP = 'setup-code-of-the-desk'

/** The product's dispatcher in this process: services, clock and database can be bent. */
export interface Desk {
  ground: Ground
  /** Replaced at will by a test. */
  services: Services
  /** Lines of the call log. */
  calls: CallRecord[]
  ports: Ports
  dispatch(openid: string | null, event: unknown): Promise<Reply<unknown>>
  reply<A extends ActionName>(
    openid: string,
    action: A,
    input: InputOf<A>,
    key?: string,
  ): Promise<Reply<OutputOf<A>>>
  /** @throws Error on a refusal. */
  call<A extends ActionName>(openid: string, action: A, input: InputOf<A>): Promise<OutputOf<A>>
  close(): Promise<void>
}

let keys = 0
export const newKey = (): string => `desk-key-of-tests-${String(++keys).padStart(6, '0')}`

export async function openDesk(): Promise<Desk> {
  const { registry, handlers } = createProduct(noPush)
  const ground = await openGround(registry.domains.filter(({ name }) => name !== 'kernel'))
  let caller: string | null = null
  const services: Services = {
    // A cloudID names its chat; those that begin with `expired` prove nothing.
    chatOf: (id) => Promise.resolve(id.startsWith('expired') ? null : { opengid: id }),
    checkTexts: () => Promise.resolve({ verdict: 'pass', findings: [] }),
    setupCode: () => SETUP,
    templateIds: () => ({}),
  }
  const calls: CallRecord[] = []
  const ports: Ports = {
    database: ground.port,
    services: {
      chatOf: (id) => services.chatOf(id),
      checkTexts: (texts, openid) => services.checkTexts(texts, openid),
      setupCode: () => services.setupCode(),
      templateIds: () => services.templateIds(),
    },
    openid: () => caller,
    now: () => ground.clock.now,
    newId: ground.newId,
    log: (line) => calls.push(line),
  }
  const main = createDispatcher(handlers, registry, ports)
  const dispatch: Desk['dispatch'] = (openid, event) => {
    // The dispatcher asks who calls before it first waits.
    caller = openid
    return main(event)
  }
  const reply: Desk['reply'] = (openid, action, input, key) => {
    const isCommand = actions[action].kind === 'command'
    const idempotencyKey = key ?? (isCommand ? newKey() : undefined)
    return dispatch(openid, {
      action,
      input,
      ...(idempotencyKey ? { idempotencyKey } : {}),
    }) as never
  }
  return {
    ...{ ground, services, calls, ports, dispatch, reply },
    async call(openid, action, input) {
      const answer = await reply(openid, action, input)
      if (answer.ok) return answer.data
      throw new Error(`${action}: ${JSON.stringify(answer.error)}`)
    },
    close: () => ground.close(),
  }
}

/** A desk with a company: an owner, and a group in the chat `chat-one` that the owner has founded. */
export async function openOffice(): Promise<Desk & { groupId: string }> {
  const desk = await openDesk()
  await desk.call('owner', 'company.claim', {
    ...{ code: SETUP, companyName: '测试公司', name: '赵负责' },
  })
  const { groupId } = await desk.call('owner', 'groups.create', {
    ...{ name: '华东群', type: 'function', focus: '客户', cap: 100, cloudId: 'chat-one' },
  })
  return { ...desk, groupId }
}
