import { every } from '../../kernel/calendar'
import { domain } from '../../kernel/domain'
import type { Job } from '../../kernel/jobs'
import type { Deadline } from '../../kernel/later'
import { plantHandlers } from './plants.handlers'
import { plants } from './plants.tables'

const HOUR = 60 * 60 * 1000

/** A plant that nobody has watered within an hour withers. */
const wither: Deadline = {
  async run({ tx }, plantId) {
    await tx.update(plants, plantId, { set: { isWithered: true } })
  },
}

const check: Job = {
  name: 'plants.check',
  when: every(HOUR),
  async run({ db, commit }) {
    const rows = await db.find(plants, {
      index: '_id',
      where: {},
      order: 'asc',
      limit: 100,
      fields: ['name'],
    })
    for (const { _id, name } of rows) {
      if (name !== '毒草') await commit(({ tx }) => tx.update(plants, _id, { inc: { checks: 1 } }))
    }
    return { isDone: true }
  },
}

export const plant = domain({
  name: 'plants',
  tables: [plants],
  handlers: plantHandlers,
  jobs: [check],
  deadlines: { 'plants.wither': wither },
  asks: {
    'plants.water': {
      template: 'todo',
      roster: 'plants.home',
      words: ({ title, groupName }) => ({
        title: `请${title}`,
        text: `${groupName}的绿植等你浇水`,
        fields: { thing1: title, thing2: groupName, thing3: '一分钟' },
      }),
    },
  },
  messages: { 'plants.watered': { template: null } },
  metrics: {
    'plants.watered': { label: '浇水', unit: '次', kind: 'count', better: 'more', facts: 'here' },
  },
  incentives: { 'plants.water': { category: 'work', title: '给绿植浇水', points: 3 } },
})
