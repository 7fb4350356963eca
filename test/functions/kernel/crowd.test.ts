import { newKey, openOffice } from '../../kit/desk'

const CROWD = 60
/** Function instances: each does one call at a time. */
const INSTANCES = 10
/** Before the phone sends again by itself, ms (`services/cloud.ts`). */
const PHONE_PAUSES = [1000, 2000, 4000]

describe('a crowd', () => {
  let office: Awaited<ReturnType<typeof openOffice>>
  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())

  /** As the phone does: the same key again by itself while the cloud is busy. @returns how often. */
  async function join(n: number): Promise<number> {
    const key = newKey()
    const input = { groupId: office.groupId, cloudId: 'chat-one', name: `新人${n}号` }
    for (let repeats = 0; ; repeats++) {
      const reply = await office.reply(`new${n}`, 'groups.join', input, key)
      if (reply.ok) return repeats
      expect(reply.error.code).toBe('unavailable')
      const pause = PHONE_PAUSES[repeats]
      if (pause === undefined) throw new Error(`${n} has to tap again`)
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
    }
  }

  it('[P10] of sixty joins at once over ten instances, and nobody has to tap again', async () => {
    const people = Array.from({ length: CROWD }, (_, n) => n)
    let repeats = 0
    const instance = async () => {
      for (let next = people.shift(); next !== undefined; next = people.shift()) {
        repeats += await join(next)
      }
    }
    await Promise.all(Array.from({ length: INSTANCES }, instance))
    // Nearly all wait their turn in the cloud.
    expect(repeats).toBeLessThan(CROWD / 4)
    const { group, members } = await office.call('owner', 'groups.get', {
      groupId: office.groupId,
    })
    expect(group.seats.taken).toBe(CROWD + 1)
    expect(new Set(members.map(({ memberId }) => memberId)).size).toBe(CROWD + 1)
    const [list] = await office.ground.cloud.database.all('waitlists')
    expect(list).toMatchObject({ taken: CROWD + 1, waiters: [] })
  }, 90_000)
})
