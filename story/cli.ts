import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { functionEnvironment, TEMPLATES } from '../local/cli/console'
import { createYuchuan } from './company'
import { createGrown } from './growth'
import { playOn } from './index'
import { reportOf } from './report'
import { checkStory } from './invariants'

const USAGE = `Plays a company through the product and prints what it cost.
  --people 1000   a company of so many people; without it the one of npm start
  --days 90       how long it has been at work
  --out DIR       keeps database/ and world/ there
  --check         checks after each day what always holds
  --seed 1        another company
  --now TIME      ends then, e.g. 2026-11-20T10:30:00+08:00
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string' },
      days: { type: 'string', default: '90' },
      out: { type: 'string' },
      seed: { type: 'string' },
      now: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const people = values.people === undefined ? undefined : Number(values.people)
  const days = Number(values.days)
  const dir = values.out ? resolve(values.out) : await mkdtemp(join(tmpdir(), 'story-'))
  const startedAt = performance.now()
  try {
    await playOn(
      {
        databaseDir: join(dir, 'database'),
        worldDir: join(dir, 'world'),
        appid: 'wx0000000000000000',
        templates: TEMPLATES,
        environment: functionEnvironment(''),
        now: values.now === undefined ? Date.now() : Date.parse(values.now),
        ...(values.seed !== undefined && { seed: Number(values.seed) }),
        createCompany: people === undefined ? createYuchuan : (r) => createGrown(r, people, days),
        onProgress: (day, of) => process.stderr.write(`\r${day}/${of}`),
        ...(values.check && { afterDay: checkStory }),
      },
      (stage) => {
        const seconds = (performance.now() - startedAt) / 1000
        process.stdout.write(`\n${reportOf(stage, seconds)}`)
      },
    )
  } finally {
    if (!values.out) await rm(dir, { recursive: true, force: true })
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
