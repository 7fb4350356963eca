import { isWorkday } from '../../../../local/seed/calendar'
import * as local from '../../../../local/seed/calendar'
import { PERSONAS } from '../../../../local/seed/personas'
import { createTimeline } from '../../../../local/seed/timeline'
import * as source from '../../../../miniprogram/contract/calendar'
import { freshPlan, MOMENTS, NOW, planAt, timeOf } from './plan'

describe('the chats of the seed', () => {
  it.each(MOMENTS)(
    'are talked in by people who are there, in order and in the past, at %s',
    async (moment) => {
      const { chats, documents } = await planAt(moment)
      const now = timeOf(moment)
      const { endsAt } = createTimeline(now)
      const groupIds = documents.groups.map(({ _id }) => _id)
      for (const { personIds, messages } of chats) {
        expect(messages.length).toBeGreaterThan(5)
        const times = messages.map(({ at }) => at)
        expect(times).toEqual([...times].sort((a, b) => a - b))
        expect(times.at(-1)).toBeLessThanOrEqual(Math.min(now, endsAt))
        const isRight = ({ personId, body }: (typeof messages)[number]): boolean => {
          if (personId !== null && !personIds.includes(personId)) return false
          if (body.kind === 'text') {
            const mentioned = body.mention ?? []
            return (
              !/[{}|]/.test(body.text) && mentioned.every((id) => personIds.some((p) => p === id))
            )
          }
          const groupId = body.kind === 'card' ? /\?g=(.+)$/.exec(body.card.path)?.[1] : undefined
          return groupId === undefined || groupIds.includes(groupId)
        }
        expect(messages.filter((message) => !isRight(message))).toEqual([])
      }
    },
  )

  it('belong to one group each, but for one that nobody has bound and a private one', async () => {
    const { chats, documents } = await planAt(NOW)
    for (const { _id, groupId } of documents.chats) {
      expect(chats.find(({ opengid }) => opengid === _id)?.groupId).toBe(groupId)
    }
    const free = chats.filter(({ groupId }) => groupId === null)
    expect(free.map(({ type }) => type)).toEqual([3, 1])
    for (const { groupId, memberId, status } of documents.memberships) {
      const { personIds } = chats.find((chat) => chat.groupId === groupId)!
      if (status === 'active') expect(personIds).toContain(memberId)
    }
  })

  it('end with the card of the 群规 and its count', async () => {
    const { chats } = await planAt(NOW)
    const last = chats.find(({ name }) => name === '华东客户维护群')!.messages.at(-1)
    expect(last?.body).toEqual({
      kind: 'card',
      card: {
        title: '本群群规 v3 · 9/12 已确认',
        path: 'pages/rules/rules?g=huadong',
        withShareTicket: true,
      },
    })
  })

  it('announce deals that are in the ledger', async () => {
    const { chats, documents } = await planAt(NOW)
    const news = chats
      .flatMap(({ messages }) => messages)
      .flatMap(({ personId, body }) =>
        body.kind === 'text' && body.text.startsWith('【喜报】')
          ? [{ personId, text: body.text }]
          : [],
      )
    expect(news.length).toBeGreaterThan(10)
    for (const { personId, text } of news) {
      const deal = documents.points_ledger.find(
        ({ ruleId, memberId, source: { title } }) =>
          ruleId === 'sales.deal' &&
          memberId === personId &&
          title.split(' · ').every((part) => text.includes(part)),
      )
      expect(deal).toBeDefined()
    }
  })

  it('hold the personas where their notes say', async () => {
    const { chats } = await planAt(NOW)
    const chatsOf = (personId: string) =>
      chats
        .filter(({ personIds }) => personIds.some((id) => id === personId))
        .map(({ name }) => name)
    expect(chatsOf(PERSONAS.visitor.personId)).toEqual([])
    expect(chatsOf(PERSONAS.newcomer.personId)).toEqual(['华东客户维护群'])
    expect(chatsOf(PERSONAS.fullGroupNewcomer.personId)).toEqual(['华南大客户群'])
    expect(chatsOf(PERSONAS.removed.personId)).toEqual(['华东客户维护群'])
  })
})

describe('the seed as a whole', () => {
  it('is the same for the same number and moment, and another for another number', async () => {
    const [one, again, other] = await Promise.all([planAt(NOW), freshPlan(NOW), planAt(NOW, 2)])
    expect(again).toEqual(one)
    expect(other.documents.points_ledger).not.toEqual(one.documents.points_ledger)
    expect([...other.openids.values()]).not.toEqual([...one.openids.values()])
  })

  it.each(MOMENTS)('counts days and periods as the source does, at %s', (moment) => {
    const now = timeOf(moment)
    for (let day = now; day > now - 400 * local.DAY; day -= 7 * local.HOUR * 5) {
      const keys = source.periodKeys(day).map((key) => key.replaceAll('-', '_'))
      expect(local.periodFields(day)).toEqual(keys)
      expect(local.weekday(day)).toBe(source.isoWeekday(day))
      expect(local.startOfMonth(day)).toBe(source.periodRange('month', day).from)
    }
  })

  it('rests on public holidays', () => {
    const isOpen = (day: string) => isWorkday(Date.parse(`${day}T12:00:00+08:00`))
    expect(['2026-10-01', '2026-02-17', '2026-06-19', '2026-11-21'].map(isOpen)).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(['2026-11-20', '2026-10-09', '2026-09-24'].map(isOpen)).toEqual([true, true, true])
  })
})
