import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Device, Phone } from '../../local/automator'
import type { Stage } from '../../local/automator/stage'
import { auditFrame, type Finding } from '../audit'
import { PictureKit } from './kit'

/** One state of one page. */
export interface Picture {
  /** File name without ending. */
  name: string
  /** Who looks at it: what a person of the scene stands for, or a person's id. */
  as: string
  /** Page path with query, without leading slash, `{huadong}` for the id of a group; or the card in a chat that opens it. */
  open: string | OpeningCard
  /** Values of the page's `status` with which it is drawn to the end. */
  status: readonly string[]
  /** Before the page is opened, e.g. to make the cloud fail. */
  before?: (kit: PictureKit) => Promise<void>
  /** After it is drawn, e.g. to open a sheet. */
  after?: (kit: PictureKit) => Promise<void>
  /** Takes back what `before` did. */
  cleanUp?: (kit: PictureKit) => Promise<void>
  /** Not part of `docs/pictures`, only of `--all`. */
  isExtra?: boolean
}

/** A card that is tapped: the newest in the chat whose title contains `card`; with a `path` it is posted before. */
export interface OpeningCard {
  chat: string
  card: string
  path?: string
}

/** A phone to take pictures with; `suffix` goes into the file name. */
export interface Variant extends Partial<Device> {
  suffix: string
}

export interface Shot {
  picture: Picture
  suffix: string
  file: string
  findings: Finding[]
  /** What the phone printed or why the state could not be reached. */
  problems: string[]
}

export interface RunOptions {
  stage: Stage
  root: string
  people: Readonly<Record<string, string>>
  /** Ids of groups by their names in the story. */
  groups: Readonly<Record<string, string>>
  pictures: readonly Picture[]
  variants: readonly Variant[]
  outDir: string
  onShot: (shot: Shot) => void
}

/** Takes every picture with every kind of phone. A state that cannot be reached is a problem, not an end. */
export async function takePictures(options: RunOptions): Promise<Shot[]> {
  await mkdir(options.outDir, { recursive: true })
  const shots: Shot[] = []
  for (const variant of options.variants) {
    for (const role of castOf(options.pictures)) {
      const personId = options.people[role] ?? role
      const mine = options.pictures.filter((picture) => picture.as === role)
      const phone = await options.stage.automator.openExtraPhone(personId, variant)
      try {
        for (const picture of mine) {
          const shot = await take(phone, picture, variant, options)
          shots.push(shot)
          options.onShot(shot)
        }
      } finally {
        await phone.close()
      }
    }
  }
  return shots
}

const castOf = (pictures: readonly Picture[]): string[] => [
  ...new Set(pictures.map((picture) => picture.as)),
]

async function take(
  phone: Phone,
  picture: Picture,
  { suffix }: Variant,
  { outDir, root, stage, groups }: RunOptions,
): Promise<Shot> {
  const kit = new PictureKit(phone)
  const file = join(outDir, `${picture.name}${suffix}.png`)
  const problems: string[] = []
  let findings: Finding[] = []
  try {
    await inTime(reach(picture, kit, stage, groups))
    await writeFile(file, await phone.screenshot())
    findings = await auditFrame(await phone.waitForMiniProgram(), root)
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
    await writeFile(file, await phone.screenshot())
  }
  await picture.cleanUp?.(kit).catch((error: unknown) => problems.push(String(error)))
  problems.push(...printed(phone))
  return { picture, suffix, file, findings, problems }
}

function addressed(path: string, groups: RunOptions['groups']): string {
  return path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const id = groups[key]
    if (id === undefined) throw new Error(`the story has no group ${key}`)
    return id
  })
}

/** Brings the phone into the state of the picture. */
async function reach(
  picture: Picture,
  kit: PictureKit,
  { wechat }: Stage,
  groups: RunOptions['groups'],
): Promise<void> {
  const { open, status } = picture
  await picture.before?.(kit)
  if (typeof open === 'string') await kit.open(addressed(open, groups))
  else {
    const { chat, card, path } = open
    if (path !== undefined) {
      const posted = { title: card, path: addressed(path, groups), withShareTicket: true }
      wechat.post(kit.phone.personId, chat, posted)
    }
    await wechat.openCardOn(kit.phone, chat, card)
  }
  await kit.waitForData('status', status)
  await kit.settle()
  await picture.after?.(kit)
  await kit.settle()
}

/** A page that hangs costs its own picture only. */
const PICTURE_TIMEOUT_MS = 60_000

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const complaint = new Error(`not reached in ${PICTURE_TIMEOUT_MS} ms`)
    timer = setTimeout(() => reject(complaint), PICTURE_TIMEOUT_MS)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** What the phone printed, each once with how often. */
function printed(phone: Phone): string[] {
  const times = new Map<string, number>()
  for (const { kind, text, at } of phone.problems.splice(0)) {
    const line = `${kind}: ${text.split('\n').slice(0, 3).join(' ')} ${at}`.trim()
    times.set(line, (times.get(line) ?? 0) + 1)
  }
  return Array.from(times, ([line, n]) => (n > 1 ? `${n}× ${line}` : line))
}
