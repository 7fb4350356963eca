import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Phone } from '../../local/automator'
import type { Stage } from '../../local/automator/stage'
import { PictureKit } from '../pictures/kit'
import { PendingCalls } from './calls'
import { lookAtPage } from './drawn'
import { dismissModals } from './modals'
import type { Route, Stop } from './pages'
import type { Visit } from './report'

export interface WalkOptions {
  stage: Stage
  /** Whose phone is used. */
  personId: string
  route: Route
  outDir: string
  theme: 'light' | 'dark'
  onVisit: (visit: Visit) => void
}

/** Goes to every page in turn on one phone. A page that fails is reported and the walk goes on. */
export async function walk(options: WalkOptions): Promise<Visit[]> {
  const { stage, personId, route, outDir, theme } = options
  await mkdir(outDir, { recursive: true })
  const phone = await stage.automator.openExtraPhone(personId, { theme })
  const calls = new PendingCalls(phone.page)
  const visits: Visit[] = []
  try {
    for (const [index, stop] of route.stops.entries()) {
      const file = join(outDir, `${stop.path.replaceAll('/', '-')}.png`)
      const visit = await visitPage(phone, { stop, file, route, calls, isFirst: index === 0 })
      visits.push(visit)
      options.onVisit(visit)
    }
  } finally {
    await phone.close()
  }
  return visits
}

interface Leg {
  stop: Stop
  file: string
  route: Route
  calls: PendingCalls
  isFirst: boolean
}

async function visitPage(phone: Phone, { stop, file, route, calls, isFirst }: Leg): Promise<Visit> {
  const kit = new PictureKit(phone)
  const visit: Visit = { stop, file, marks: 0, text: '', problems: [], dismissed: [] }
  const dismiss = async (): Promise<void> => {
    const names = await dismissModals(await phone.waitForMiniProgram())
    visit.dismissed.push(...names)
    // An answer may draw something or ask the cloud.
    if (names.length > 0) await calls.ended(() => kit.settle())
  }
  try {
    // One that came late on the page before would be in the way.
    if (!isFirst) await dismiss()
    if (isFirst) await start(kit, stop.path)
    else if (stop.tab === undefined) await kit.open(stop.path)
    else if (route.hasCustomTabBar) await kit.wx('switchTab', { url: `/${stop.path}` })
    else await tapTab(phone, stop.tab)
    await kit.waitForPage(stop.path)
    await calls.ended(() => kit.settle())
    await dismiss()
    Object.assign(visit, await lookAtPage(await phone.waitForMiniProgram()))
  } catch (error) {
    visit.failure = error instanceof Error ? error.message : String(error)
  }
  await writeFile(file, await phone.screenshot())
  visit.problems.push(...phone.problems.splice(0))
  return visit
}

/** The first page is seen as the mini program starts with it; any other is reached from there. */
async function start(kit: PictureKit, path: string): Promise<void> {
  if ((await kit.path()) !== path) await kit.open(path)
}

const TAP_TIMEOUT_MS = 5000

/** A finger on the tab bar, as a person goes to another tab. */
async function tapTab(phone: Phone, index: number): Promise<void> {
  const frame = await phone.waitForMiniProgram()
  await frame.locator('[data-native="tab"]').nth(index).tap({ timeout: TAP_TIMEOUT_MS })
}
