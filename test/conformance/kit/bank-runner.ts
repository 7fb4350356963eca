import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { openDatabase } from '../../../local/cloud/db'
import { ACCOUNTS, BANK, OPENING_BALANCE, type Ack } from './bank'

/** The bank in a process of its own. */
export interface BankProcess {
  child: ChildProcess
  acks: Ack[]
  /** Codes of refused writes. */
  failures: string[]
  /** Lines of the database's log. */
  log: string[]
  /** Waits until something is true of what was printed. */
  until(condition: () => boolean): Promise<void>
  /** Kills it at once and waits for the last line it printed. */
  kill(): Promise<void>
}

const RUN = resolve(__dirname, '../../../tools/run.mjs')
const PROGRAM = resolve(__dirname, 'bank-process.ts')

/** Starts the bank and waits until it is open. */
export async function startBank(dir: string, seed: number): Promise<BankProcess> {
  const child = spawn(process.execPath, [RUN, PROGRAM, dir, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const closed = once(lines, 'close')
  let isReady = false
  let check: () => void = () => undefined
  const bank: BankProcess = {
    child,
    acks: [],
    failures: [],
    log: [],
    until: (condition) =>
      new Promise((done, fail) => {
        child.once('exit', () => fail(new Error(`the bank stopped: ${bank.log.join('\n')}`)))
        check = () => {
          if (condition()) done()
        }
        check()
      }),
    async kill() {
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
      await closed
    },
  }
  lines.on('line', (line) => {
    if (line.startsWith('{')) bank.acks.push(JSON.parse(line) as Ack)
    else if (line.startsWith('failed ')) bank.failures.push(line.slice(7))
    else if (line === 'ready') isReady = true
    else bank.log.push(line)
    check()
  })
  await bank.until(() => isReady)
  return bank
}

interface Audit {
  transfers: number
  /** In all collections. */
  documents: number
  log: string[]
}

/**
 * Opens the folder and checks the books against everything that was acknowledged.
 * @throws Error naming what is lost or half there
 */
export async function audit(dir: string, acks: Ack[]): Promise<Audit> {
  const log: string[] = []
  const db = await openDatabase({ dir, collections: BANK, log: (line) => log.push(line) })
  try {
    const problems = await db.verify()
    const ledger = await db.direct.all('ledger')
    const numbers = new Set(ledger.map((entry) => entry.number))
    const counters = new Map(
      (await db.direct.all('counters')).map((counter) => [counter._id, counter.value]),
    )
    for (const ack of acks) {
      if (ack.kind === 'transfer') {
        if (!numbers.has(ack.number))
          problems.push(`transfer ${ack.number} was acknowledged and is lost`)
      } else if (Number(counters.get(ack.worker) ?? 0) < ack.value) {
        problems.push(`count ${ack.value} of ${ack.worker} was acknowledged and is lost`)
      }
    }
    const balances = Array.from({ length: ACCOUNTS }, () => OPENING_BALANCE)
    for (const { from, to, amount } of ledger as { from: number; to: number; amount: number }[]) {
      balances[from] = (balances[from] ?? 0) - amount
      balances[to] = (balances[to] ?? 0) + amount
    }
    for (const [i, balance] of balances.entries()) {
      const account = await db.direct.get('accounts', `a${i}`)
      if (account?.balance !== balance) {
        problems.push(
          `account a${i} holds ${String(account?.balance)}, its entries make ${balance}`,
        )
      }
    }
    if (problems.length > 0) throw new Error(problems.slice(0, 10).join('\n'))
    return { transfers: ledger.length, documents: ACCOUNTS + ledger.length + counters.size, log }
  } finally {
    await db.close()
  }
}
