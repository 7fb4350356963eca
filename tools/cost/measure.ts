import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTick } from '../../cloudfunctions/kernel/tick'
import { functionEnvironment, TEMPLATES } from '../../local/cli/console'
import { DAY, HOUR, isWorkday, MINUTE, startOfDay } from '../../story/days'
import { createGrown } from '../../story/growth'
import { FULL_DAYS } from '../../story/habits'
import { playOn } from '../../story/index'
import type { Stage } from '../../story/stage'
import type { ActionTally } from '../../story/tally'
import type { Measured, Operations } from './estimate'

/** An evening, so that the figures are the same whenever they are measured. */
const NOW = Date.parse('2026-11-27T20:00:00+08:00')
const MINUTES = DAY / MINUTE
/** From midnight. */
const NIGHT = 6 * HOUR
/** Queries that the phone sends along with opening: the story plays them one by one. */
const TRAVEL_ALONG = ['today.get', 'notice.news']
const OPENING = 'session.open'

const operations = ({ reads, writes }: Operations): number => reads + writes

function sum(stage: Stage, actions: readonly string[] | null): ActionTally {
  const all = { calls: 0, reads: 0, writes: 0 }
  for (const [action, { calls, reads, writes }] of stage.tally.actions) {
    if (actions !== null && !actions.includes(action)) continue
    all.calls += calls
    all.reads += reads
    all.writes += writes
  }
  return all
}

/** How far a story has come in what it cost. */
const reached = (stage: Stage) => ({
  people: sum(stage, null),
  along: sum(stage, TRAVEL_ALONG).calls,
  openings: sum(stage, [OPENING]).calls,
  jobs: { ...stage.tally.jobs },
})

/** Runs the timer each minute of a day, as in life, and counts the day when it was a workday. */
function createWatch() {
  const counted = {
    ...{ workdays: 0, openings: 0, calls: 0, extraTicks: 0, busiestTick: 0 },
    people: { reads: 0, writes: 0 },
    jobs: { reads: 0, writes: 0 },
    hours: Array.from({ length: 24 }, () => 0),
  }
  let morning: { at: number; reached: ReturnType<typeof reached> } | null = null

  function close(stage: Stage): void {
    if (!morning || !isWorkday(morning.at)) return
    const [before, after] = [morning.reached, reached(stage)]
    counted.workdays++
    counted.openings += after.openings - before.openings
    counted.calls += after.people.calls - before.people.calls - (after.along - before.along)
    for (const kind of ['reads', 'writes'] as const) {
      counted.people[kind] += after.people[kind] - before.people[kind]
      counted.jobs[kind] += after.jobs[kind] - before.jobs[kind]
    }
    counted.extraTicks += after.jobs.calls - before.jobs.calls - MINUTES
  }

  async function minute(stage: Stage, hour: number, seen: { operations: number }) {
    const before = operations(stage.tally.jobs)
    await stage.tick()
    counted.busiestTick = Math.max(counted.busiestTick, operations(stage.tally.jobs) - before)
    const people = operations(sum(stage, null))
    counted.hours[hour]! += people - seen.operations
    seen.operations = people
  }

  return {
    counted,
    /** To be called when a day is over: counts it, and watches the next. */
    dayIsOver(stage: Stage): Promise<void> {
      close(stage)
      const day = startOfDay(stage.now()) + DAY
      morning = null
      // The last day is not played to its end.
      if (day + DAY > NOW || day < NOW - FULL_DAYS * DAY) return Promise.resolve()
      morning = { at: day, reached: reached(stage) }
      const seen = { operations: operations(sum(stage, null)) }
      for (let index = 0; index < MINUTES; index++) {
        stage.at(day + index * MINUTE, () =>
          minute(stage, Math.floor((index * MINUTE) / HOUR), seen),
        )
      }
      return Promise.resolve()
    },
  }
}

/**
 * The night after the story, in which nobody does anything and nobody is reminded: what the timer costs by itself, a day of it.
 * And its cheapest run.
 */
async function quietDay({ registry, database }: Stage) {
  const midnight = startOfDay(NOW) + DAY
  const total = { reads: 0, writes: 0 }
  let [ids, idleReads] = [0, Infinity]
  for (let at = NOW; at < midnight + NIGHT; at += MINUTE) {
    const { reads, writes } = await runTick(registry, {
      database,
      now: () => at,
      newId: () => `quiet-${ids++}`,
      elapsed: () => 0,
    })
    // What the last day left to do is done before.
    if (at < midnight) continue
    total.reads += (reads * DAY) / NIGHT
    total.writes += (writes * DAY) / NIGHT
    idleReads = Math.min(idleReads, reads)
  }
  return { total, idleReads }
}

/** Plays a company and counts what its workdays cost. */
export async function measure(people: number, days: number): Promise<Measured> {
  const dir = await mkdtemp(join(tmpdir(), 'cost-'))
  const watch = createWatch()
  try {
    return await playOn(
      {
        databaseDir: join(dir, 'database'),
        worldDir: join(dir, 'world'),
        appid: 'wx0000000000000000',
        templates: TEMPLATES,
        environment: functionEnvironment(''),
        now: NOW,
        createCompany: (random) => createGrown(random, people, days),
        afterDay: watch.dayIsOver,
      },
      async (stage) => {
        const { counted } = watch
        const { total, idleReads } = await quietDay(stage)
        const busiest = Math.max(...counted.hours)
        return {
          people,
          workdays: counted.workdays,
          openings: counted.openings,
          calls: counted.calls,
          byPeople: counted.people,
          // The story's own runs of the timer came on top of those of each minute.
          byJobs: { ...counted.jobs, reads: counted.jobs.reads - counted.extraTicks * idleReads },
          quietDay: total,
          busiestHour: busiest / counted.hours.reduce((all, hour) => all + hour, 0),
          busiestTick: counted.busiestTick,
        }
      },
    )
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
