import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { randomOf, type Ack } from './kit/bank'
import { audit, startBank } from './kit/bank-runner'

/*
 * A process is killed in the middle of its work, again and again: every acknowledged write has to be there, and no
 * transaction half. `SEED=123 npx jest test/conformance/crash` replays the moments and the work of a run.
 */

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const ROUNDS = Number(process.env.ROUNDS ?? 6)

let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'crash-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const run = promisify(execFile)
const limitFiles = (pid: number | undefined, bytes: number | 'unlimited') =>
  run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`])

it(`survives SIGKILL at random moments (SEED=${seed})`, async () => {
  const random = randomOf(seed)
  const acks: Ack[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const bank = await startBank(dir, seed + round)
    const enough = 20 + Math.floor(random() * 1500)
    await bank.until(() => bank.acks.length >= enough)
    await bank.kill()
    acks.push(...bank.acks)
    const { log, documents } = await audit(dir, acks)
    expect(log.join()).toContain(`recovered ${dir} after an unclean stop`)
    expect(log.join()).toContain(`${documents} documents in 3 collections`)
    expect(log.join()).toMatch(/the last commit is #\d+ of \d{4}-/)
  }
}, 60_000)

it(`says nothing of recovery after an orderly end`, async () => {
  await audit(dir, []).catch(() => undefined)
  const bank = await startBank(dir, seed)
  await bank.until(() => bank.acks.length > 10)
  await bank.kill()
  expect((await audit(dir, bank.acks)).log.join()).toContain('recovered')
  expect((await audit(dir, bank.acks)).log).toEqual([])
}, 30_000)

it(`forgets whole transactions when the end of its log is cut off (SEED=${seed})`, async () => {
  const random = randomOf(seed)
  const bank = await startBank(dir, seed)
  await bank.until(() => bank.acks.length > 400)
  await bank.kill()
  const [log = ''] = (await readdir(dir))
    .filter((name) => name.endsWith('.log'))
    .sort()
    .reverse()
  const { size } = await stat(join(dir, log))
  await truncate(join(dir, log), size - 1 - Math.floor(random() * 2000))
  // What was acknowledged last is gone with the file, but what is left is whole, and said to be left.
  const { log: lines, documents } = await audit(dir, [])
  expect(lines.join()).toContain(`${documents} documents in 3 collections`)
}, 30_000)

it(`survives writes that fail half way (SEED=${seed})`, async () => {
  const random = randomOf(seed)
  const bank = await startBank(dir, seed)
  for (let round = 0; round < 4; round++) {
    const before = { acks: bank.acks.length, failures: bank.failures.length }
    // The limit lies in the middle of some record: its write ends short, the rest is refused.
    await limitFiles(bank.child.pid, 60_000 + Math.floor(random() * 100_000))
    await bank.until(() => bank.failures.length > before.failures)
    await limitFiles(bank.child.pid, 'unlimited')
    await bank.until(() => bank.acks.length > before.acks + 200)
  }
  await bank.kill()
  expect(new Set(bank.failures)).toEqual(new Set(['DATABASE_UNAVAILABLE']))
  expect(bank.log.join()).toContain('unacknowledged commit(s) taken back')
  await audit(dir, bank.acks)
}, 60_000)

it(`survives a full disk, also when it is killed then (SEED=${seed})`, async () => {
  const random = randomOf(seed + 1)
  const first = await startBank(dir, seed)
  await first.until(() => first.acks.length > 300)
  await limitFiles(first.child.pid, Math.floor(random() * 200))
  await first.until(() => first.failures.length > 50)
  const stuck = first.acks.length
  await first.until(() => first.failures.length > 100)
  expect(first.acks).toHaveLength(stuck)
  await first.kill()
  await audit(dir, first.acks)

  const second = await startBank(dir, seed + 1)
  await second.until(() => second.acks.length > 100)
  await limitFiles(second.child.pid, Math.floor(random() * 200))
  await second.until(() => second.failures.length > 50)
  await limitFiles(second.child.pid, 'unlimited')
  const before = second.acks.length
  await second.until(() => second.acks.length > before + 100)
  await second.kill()
  await audit(dir, [...first.acks, ...second.acks])
}, 60_000)
