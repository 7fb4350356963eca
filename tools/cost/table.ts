import { BASE_PLAN, estimate, exceeded, type Estimate, type Measured } from './estimate'

const SIZES = [60, 1000, 10_000]
/** Openings a person and workday of people who live by it. */
const BUSY = 2

/** Two digits that mean something: nobody should take an estimate for a count. */
export function rounded(value: number): string {
  if (value < 10) return String(Number(value.toPrecision(2)))
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2)
  return (Math.round(value / unit) * unit).toLocaleString('en-US')
}

const percent = (share: number): string => `${rounded(share * 100)} %`

const cells = ({ people, openings, reads, writes, rate, calls, share }: Estimate): string[] => [
  people.toLocaleString('en-US'),
  rounded(openings / people),
  `${rounded(reads)} (${percent(share.reads)})`,
  `${rounded(writes)} (${percent(share.writes)})`,
  `${rounded(rate)} (${percent(share.rate)})`,
  `${rounded(calls)} (${percent(share.calls)})`,
]

const HEADS = [
  'people',
  'openings each',
  'reads a day',
  'writes a day',
  'queries a second',
  'function calls a month',
]

const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`

/** Which plan a company needs, as far as its quotas say. */
function planLine(one: Estimate): string | null {
  const over = exceeded(one)
  if (over.length === 0) return null
  const who = `${one.people.toLocaleString('en-US')} people, ${rounded(one.openings / one.people)} openings each`
  const needs = `${rounded(one.reads)} reads and ${rounded(one.writes)} writes a day, ${rounded(one.rate)} queries a second and ${rounded(one.calls)} calls a month`
  return `- ${who}: beyond the base plan in ${over.join(', ')}. Choose a plan with at least ${needs}.`
}

function assumptions(measured: Measured): string[] {
  const { people, workdays, openings, quietDay, busiestHour, byPeople, byJobs } = measured
  const each = (operations: number) => rounded(operations / openings)
  const atOnce = rounded((byPeople.reads + byPeople.writes) / openings)
  return [
    '- **Measured**, by playing it through the real functions and jobs:',
    `  a company of ${people} people over ${workdays} workdays, the timer every minute. ${openings} openings, each with`,
    `  ${each(byPeople.reads)} reads, ${each(byPeople.writes)} writes and ${each(measured.calls)} function calls of all that followed: joining, versions to confirm,`,
    `  messages, boards. The timer: ${rounded(quietDay.reads)} reads and ${rounded(quietDay.writes)} writes on a day on which nothing is to be done,`,
    `  ${rounded(byJobs.reads / workdays)} and ${rounded(byJobs.writes / workdays)} on a workday, ${measured.busiestTick} operations in its fullest run. ${percent(busiestHour)} of`,
    "  people's operations fall into the busiest hour.",
    '- **Scaled**: what people cause, and what the timer does for them, grows with the openings; what the timer costs by itself',
    '  does not. The busiest minute is that of people who come independently of one another in the busiest hour, beside the fullest',
    '  run of the timer.',
    "- **Assumed**: one operation of the SDK is one read or one write of the quota. A transaction's beginning, its end and its repetition",
    '  on a conflict are not counted. The story asks one by one what the phone asks together, so it reads the caller more often. How',
    '  often people open it is the story’s habit, and twice a workday for those who live by it.',
    `- The rate is an average over the minute. One opening makes most of its ${atOnce} operations within a second or two, so a few people in the`,
    '  same second can meet the limit long before the average does. What the platform refuses then is answered `unavailable`: the phone sends',
    '  a command again by itself, a page offers to try again.',
  ]
}

/** The cost table of docs/DEPLOYING.md. */
export function costTable(measured: Measured): string {
  const { people, openings, workdays } = measured
  const usual = openings / workdays / people
  const rows = [usual, BUSY].flatMap((each) => SIZES.map((size) => estimate(measured, size, each)))
  const plans = rows.map(planLine).filter((text) => text !== null)
  return [
    line(HEADS),
    line(['---:', '---:', '---:', '---:', '---:', '---:']),
    ...rows.map((one) => line(cells(one))),
    '',
    `In brackets the share of the base plan: ${BASE_PLAN.reads.toLocaleString('en-US')} reads and ${BASE_PLAN.writes.toLocaleString('en-US')} writes a day, ${BASE_PLAN.rate} queries a second,`,
    `${BASE_PLAN.calls.toLocaleString('en-US')} function calls a month.`,
    '',
    ...(plans.length > 0 ? [...plans, ''] : []),
    ...assumptions(measured),
  ].join('\n')
}

/**
 * Puts the table between `<!-- cost -->` and `<!-- /cost -->`.
 * @throws Error when the document has no such place.
 */
export function withCost(document: string, table: string): string {
  const place = /(<!-- cost -->\n)[^]*?(<!-- \/cost -->)/
  if (!place.test(document)) throw new Error('no place for the cost table')
  return document.replace(
    place,
    (_all, open: string, close: string) => `${open}\n${table}\n\n${close}`,
  )
}
