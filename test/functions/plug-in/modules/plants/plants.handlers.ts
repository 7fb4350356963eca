import { ask, askId, getAsk, settle } from '../../engines/asks'
import { measure } from '../../engines/metrics'
import { say } from '../../engines/notice'
import { inGroup } from '../../kernel/access'
import { handleCommand, handleQuery } from '../../kernel/define'
import { AppError, found } from '../../kernel/errors'
import { later } from '../../kernel/later'
import { credit, incentive } from '../incentives'
import { plantView, watered } from './plants.logic'
import { plants } from './plants.tables'

const HOUR = 60 * 60 * 1000
const GROUP_NAME = '绿植群'

export const plantHandlers = {
  ...handleQuery('plants.get', {
    access: inGroup('plants.see'),
    run: async ({ db }, { plantId }) => plantView(found(await db.get(plants, plantId))),
  }),
  ...handleCommand('plants.put', {
    access: inGroup('plants.put'),
    async run(work, { groupId, name }) {
      const plantId = work.newId()
      await work.tx.insert(plants, {
        _id: plantId,
        groupId,
        name,
        kind: 'green',
        waterings: 0,
        isWithered: false,
        checks: 0,
        wishes: [],
      })
      await ask(work, {
        kind: 'plants.water',
        ref: `${groupId}:${plantId}`,
        about: `plants:${plantId}`,
        audience: { to: 'group', groupId, part: 'acting' },
        groupId,
        groupName: GROUP_NAME,
        title: '浇水',
        detail: name,
        target: { route: 'plants.home', params: { g: groupId } },
        within: 24 * HOUR,
      })
      await later(work, 'plants.wither', plantId, work.now + HOUR)
      return { plantId }
    },
  }),
  ...handleCommand('plants.water', {
    access: inGroup('plants.see'),
    prepare: async ({ db, registry }) => ({
      reward: await incentive(db, registry, 'plants.water'),
    }),
    async run(work, { groupId, plantId }) {
      const { tx, now, grant, caller, prepared } = work
      const { memberId } = grant.actor
      const plant = found(await tx.get(plants, plantId))
      const open = found(await getAsk(tx, askId('plants.water', `${groupId}:${plantId}`)))
      const { isNew } = await settle(work, open, memberId, caller.groups[groupId]?.since ?? now)
      if (!isNew) throw new AppError('conflict', '今天浇过了')
      await tx.put(plants, watered(plant))
      const of = { memberId, groupId, groupName: GROUP_NAME, name: caller.name, at: now }
      const source = { kind: 'plants', id: `${plantId}@${memberId}`, title: plant.name }
      await measure(work, { ...of, metric: 'plants.watered', value: 1, source })
      const points = await credit(work, { ...of, incentive: prepared.reward, source })
      await say(work, {
        kind: 'plants.watered',
        about: `plants:${plantId}:watered`,
        audience: { to: 'group', groupId, part: 'all' },
        title: '有人浇水了',
        text: `${plant.name}：谢谢`,
        target: { route: 'plants.home', params: { g: groupId } },
        groupId,
      })
      return { points }
    },
  }),
  ...handleCommand('plants.wish', {
    access: inGroup('plants.see'),
    async run({ tx }, { plantId, wish }) {
      const plant = found(await tx.get(plants, plantId))
      const wishes = [...plant.wishes, wish].sort()
      await tx.put(plants, { ...plant, wishes })
      return { wishes: wishes.length }
    },
  }),
}
