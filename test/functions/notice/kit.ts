import type { Reply } from '../../../miniprogram/contract/action'
import type { ActionName, InputOf, OutputOf } from '../../../miniprogram/contract/index'
import type { GroupRole } from '../../../miniprogram/contract/common'
import {
  notice,
  say,
  type PushMessage,
  type Saying,
} from '../../../cloudfunctions/engines/notice/index'
import type { Audience } from '../../../cloudfunctions/kernel/audience'
import { randomId } from '../../../cloudfunctions/kernel/clock'
import type { Handlers } from '../../../cloudfunctions/kernel/define'
import { createDispatcher } from '../../../cloudfunctions/kernel/dispatch'
import { domain, type Domain } from '../../../cloudfunctions/kernel/domain'
import { identities, identityIdOf, type Place } from '../../../cloudfunctions/kernel/identity'
import { kernel } from '../../../cloudfunctions/kernel/index'
import type { CallLog } from '../../../cloudfunctions/kernel/log'
import { table, type Document } from '../../../cloudfunctions/kernel/table'
import { openGround, type Ground } from '../../kit/ground'

/** `memberId` has done what the messages of kind `test.asked` ask for. */
const finished = table<Document>()('test_finished', { indexes: {} })
/** `askId:memberId` */
const settledAsks = table<Document>()('test_settled', { indexes: {} })
const groups = table<
  Document & { people: { memberId: string; role: GroupRole; since: number }[] }
>()('test_groups', { indexes: {} })

/** A domain that has groups, asks and messages: everything that messages need of others. */
const testDomain: Domain = domain({
  name: 'test',
  tables: [finished, settledAsks, groups],
  provides: {
    people: {
      async group(reader, groupId) {
        const group = await reader.get(groups, groupId)
        if (!group) return null
        const people = group.people.map((person) => ({ ...person, name: person.memberId }))
        return { groupId, name: '测试群', isActive: true, people }
      },
    },
  },
  messages: {
    'test.plain': { template: 'todo' },
    'test.quiet': { template: null },
    'test.asked': {
      template: 'todo',
      async stillConcerns({ db }, _message, memberIds) {
        const done = await db.getMany(finished, memberIds)
        return new Set(memberIds.filter((id) => !done.some(({ _id }) => _id === id)))
      },
    },
  },
  concerns: {
    async asks({ db }, askId, memberIds) {
      const ids = memberIds.map((memberId) => `${askId}:${memberId}`)
      const done = (await db.getMany(settledAsks, ids)).map(({ _id }) => _id)
      return new Set(memberIds.filter((memberId) => !done.includes(`${askId}:${memberId}`)))
    },
  },
  done: {
    async asks(db, askIds, memberId) {
      const done = await db.getMany(
        settledAsks,
        askIds.map((askId) => `${askId}:${memberId}`),
      )
      return new Set(done.map(({ _id }) => _id.slice(0, -memberId.length - 1)))
    },
  },
})

export interface NoticeGround extends Ground {
  /** Nothing stored, no kernel's job due, the clock at its start. */
  reset(): Promise<void>
  /** What reached somebody's 服务通知, in order. */
  sent: { memberId: string; title: string; page: string }[]
  /** What WeChat answers next to somebody; a code is no success. */
  answer(memberId: string, ...codes: ('ok' | string)[]): void
  /** Called while a push is on its way. */
  underway: { hook: ((memberId: string) => Promise<void>) | null }
  /** Puts people into the group `g1`, with this many consents each. */
  people(ids: readonly string[], options?: PeopleOptions): Promise<void>
  leave(memberId: string): Promise<void>
  finish(memberId: string): Promise<void>
  settleAsk(askId: string, memberId: string): Promise<void>
  say(saying?: Partial<Saying>): Promise<void>
  call<A extends ActionName>(memberId: string, action: A, input: InputOf<A>): Promise<OutputOf<A>>
  /** What the last call cost. */
  lastCall(): Parameters<CallLog>[0]
  credits(memberId: string): Promise<number>
  /** Ticks, a minute after each other, until no push is open, at most this many. */
  ticks(most: number): Promise<void>
}

interface PeopleOptions {
  credits?: number
  since?: number
  role?: GroupRole
  groups?: Record<string, Place>
}

export const GROUP: Audience = { to: 'group', groupId: 'g1', part: 'all' }
export const to = (memberId: string): Audience => ({ to: 'member', memberId })
const openidOf = (memberId: string) => `openid-${memberId}`
let keys = 0

/** The engine of messages between a domain of the test's own and a WeChat that answers what the test says. */
export async function openNotice(options: { now?: number } = {}): Promise<NoticeGround> {
  const sent: NoticeGround['sent'] = []
  const answers = new Map<string, string[]>()
  const underway: NoticeGround['underway'] = { hook: null }
  const calls: Parameters<CallLog>[0][] = []
  async function push({ openid, fields, page }: PushMessage) {
    const memberId = openid.slice('openid-'.length)
    await underway.hook?.(memberId)
    const code = answers.get(memberId)?.shift() ?? 'ok'
    if (code !== 'ok') return { ok: false as const, code }
    sent.push({ memberId, title: fields['thing1'] ?? '', page })
    return { ok: true as const }
  }
  const engine = notice(push)
  const ground = await openGround([kernel, engine, testDomain], options)
  let caller = ''
  const dispatch = createDispatcher(engine.handlers as Handlers, ground.registry, {
    database: ground.port,
    services: {
      chatOf: () => Promise.resolve(null),
      checkTexts: () => Promise.resolve({ verdict: 'pass', findings: [] }),
      setupCode: () => null,
      templateIds: () => ({}),
    },
    openid: () => caller,
    now: () => ground.clock.now,
    newId: randomId,
    log: (line) => calls.push(line),
  })
  const { stored } = ground
  const start = ground.clock.now
  const resting = { next: start + 3_000_000, lease: 0, mark: '', tries: 0, lastError: null }
  return {
    ...ground,
    async reset() {
      await stored.clear()
      const jobs = { kernel_retention: resting, kernel_migrate: resting }
      await stored.load('schedule', [{ _id: 'schedule', jobs }])
      ground.port.revive()
      ground.clock.now = start
      sent.length = 0
      answers.clear()
      underway.hook = null
    },
    sent,
    underway,
    answer: (memberId, ...codes) => answers.set(memberId, codes),
    async people(ids, { credits = 1, since = 0, role = 'member', groups: places } = {}) {
      await stored.load(
        'identities',
        ids.map((memberId) => ({
          _id: identityIdOf(openidOf(memberId)),
          memberId,
          openid: openidOf(memberId),
          name: memberId,
          companyRole: null,
          groups: places ?? { g1: { role, since } },
          since,
        })),
      )
      const known = (await stored.get('test_groups', 'g1')) as { people: object[] } | null
      const people = ids.map((memberId) => ({ memberId, role, since }))
      await stored.load('test_groups', [
        { _id: 'g1', people: [...(known?.people ?? []), ...people] },
      ])
      await stored.load(
        'subscriptions',
        ids.map((memberId) => ({
          _id: `${memberId}:todo`,
          memberId,
          template: 'todo',
          credits,
          granted: credits,
          updatedAt: 0,
        })),
      )
    },
    leave: (memberId) =>
      ground.commit(async ({ tx }) => {
        const group = await tx.get(groups, 'g1')
        const people = (group?.people ?? []).filter((person) => person.memberId !== memberId)
        await tx.update(groups, 'g1', { set: { people } })
        await tx.update(identities, identityIdOf(openidOf(memberId)), { unset: ['groups.g1'] })
      }),
    finish: (memberId) => stored.load('test_finished', [{ _id: memberId }]),
    settleAsk: (askId, memberId) => stored.load('test_settled', [{ _id: `${askId}:${memberId}` }]),
    say: (saying = {}) =>
      ground.commit((work) =>
        say(work, {
          kind: 'test.plain',
          about: 'test:1',
          audience: GROUP,
          title: '群规更新了',
          text: '请读一读',
          target: { route: 'rules.read', params: { g: 'g1' } },
          push: { fields: { thing1: saying.title ?? '群规更新了' } },
          ...saying,
        }),
      ),
    async call(memberId, action, input) {
      caller = openidOf(memberId)
      const idempotencyKey = `test-key-${String(++keys).padStart(8, '0')}`
      const reply = await dispatch({ action, input, idempotencyKey })
      if (!reply.ok) throw new Error(`${action}: ${reply.error.code} ${reply.error.message}`)
      return (reply as Extract<Reply<never>, { ok: true }>).data
    },
    lastCall: () => calls.at(-1)!,
    async credits(memberId) {
      return (await stored.get('subscriptions', `${memberId}:todo`))?.['credits'] as number
    },
    async ticks(most) {
      for (let tick = 0; tick < most; tick++) {
        await ground.tick()
        if ((await stored.all('pushes', { isOpen: true })).length === 0) return
        ground.clock.now += 60_000
      }
    },
  }
}
