import type { DatabasePort } from '../cloudfunctions/kernel/database'
import type { StoredDocument } from '../local/cloud/in-process'
import type { World } from '../local/world/types'
import type { Company } from './company'
import { atClock, DAY, daysBetween, HOUR, startOfDay } from './days'
import { FULL_DAYS } from './habits'
import type { Random } from './random'
import { SCENES } from './scenes'
import { createStage, type Stage } from './stage'
import { createTimeline } from './timeline'

export interface PlayOptions {
  company: Company
  /** The same source and the same moment make the same company. */
  random: Random
  /** Epoch ms at which the story ends. */
  now: number
  /** Empty, with the collections of the product. */
  database: DatabasePort
  /** Every document of a collection, for looking whether all is right. */
  documents(collection: string): Promise<StoredDocument[]>
  /** Empty; it lives by `clock`. */
  world: World
  clock: { now: number }
  environment: Readonly<Record<string, string>>
  onProgress?: ((day: number, days: number) => void) | undefined
  /** After each day, such as for checking what always holds. */
  afterDay?: ((stage: Stage) => Promise<void>) | undefined
}

/** When the timer runs on any day; in the weeks that are played in full it runs each hour of the day. */
const JOBS = ['8:30', '12:40', '18:10', '21:20'] as const
const AWAKE = { from: 8 * HOUR, to: 22 * HOUR }

/** Fills the small WeChat with people and their chats; what they say comes with the story. */
function fillWorld(world: World, { people, chats }: Company): void {
  for (const { personId, openid, name, note } of people) {
    world.addPerson({ personId, openid, nickname: name, note })
  }
  for (const { chatId, name, type, opengid, personIds } of chats) {
    world.addChat({ chatId, name, type, personIds, ...(type === 3 && { opengid }) })
  }
}

function planJobs(stage: Stage, day: number): void {
  const isFullDay = day > stage.timeline.now - FULL_DAYS * DAY
  if (!isFullDay) for (const clock of JOBS) stage.at(atClock(day, clock), () => stage.tick())
  for (let at = day + AWAKE.from; isFullDay && at <= day + AWAKE.to; at += HOUR) {
    stage.at(at, () => stage.tick())
  }
}

/**
 * Lets a company live through the product up to a moment: people act through its actions and its jobs run, on a clock of the
 * story; nothing is written past them. Months long gone are played sparsely, the last weeks in full.
 *
 * @throws StoryError when the product refuses something.
 */
export async function playStory(options: PlayOptions): Promise<Stage> {
  const { company, now, world, clock, onProgress, afterDay } = options
  const timeline = createTimeline(now)
  const first = timeline.day(company.age)
  clock.now = first
  const { stage, advance } = createStage({ ...options, timeline })
  fillWorld(world, company)
  for (const scene of SCENES) scene(stage)
  const days = daysBetween(first, now)
  for (const [index, day] of days.entries()) {
    planJobs(stage, day)
    await advance(Math.min(startOfDay(day) + DAY - 1, now))
    onProgress?.(index + 1, days.length)
    await afterDay?.(stage)
  }
  await stage.tick()
  return stage
}
