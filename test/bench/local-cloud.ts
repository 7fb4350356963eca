import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloud, type Cloud } from '../../local/cloud'
import { runSdk } from '../kit/sdk'

/** Requests a second that the local cloud and a null server serve to the same clients. */
export interface LocalCloudFigures {
  localCloud: number
  nullServer: number
  /** localCloud ÷ nullServer, the median over rounds. */
  ratio: number
  /** Busy ms of the server's thread for a request, which other load on the machine disturbs less. */
  busyMs: { localCloud: number; nullServer: number }
}

const CLIENTS = 3
const ROUNDS = 6
const SECONDS = 1.5
const DOCUMENTS = 1000
const GROUP_SIZE = 20

const member = (id: number) => ({
  _id: `member-${id}`,
  groupId: `group-${Math.floor(id / GROUP_SIZE)}`,
  name: `成员${id}`,
  points: id,
  version: 0,
})

/** What one client does until the time is over; each works on documents of its own. */
const clientProgram = (client: number): string => `
  const members = cloud.database().collection('members')
  const db = cloud.database()
  await members.doc('member-${client}').get()
  const startedAt = performance.now()
  const elapsed = () => (performance.now() - startedAt) / 1000
  let requests = 0
  for (let turn = 0; elapsed() < ${SECONDS}; turn += 1) {
    const id = 'member-' + ((turn * ${CLIENTS} + ${client}) % ${DOCUMENTS})
    await members.doc(id).get()
    await members.where({ groupId: 'group-' + (turn % ${DOCUMENTS / GROUP_SIZE}) })
      .orderBy('points', 'desc').limit(${GROUP_SIZE}).get()
    await members.doc(id).update({ data: { points: db.command.inc(1) } })
    await db.runTransaction(async (transaction) => {
      const { data } = await transaction.collection('members').doc(id).get()
      await transaction.collection('members').doc(id).update({ data: { version: data.version + 1 } })
    })
    requests += 7
  }
  return requests / elapsed()
`

/** Answers the calls of the mix with what the local cloud would say, from memory. */
function startNullServer(): Promise<Server> {
  const group = Array.from({ length: GROUP_SIZE }, (_, id) => JSON.stringify(member(id)))
  const replies: Record<string, unknown> = {
    DOC: { data: { list: [group[0]] } },
    WHERE: { data: { list: group, offset: 0, limit: GROUP_SIZE } },
    'database.modifyDocument': { data: { updated: 1, upsert_id: null } },
    'database.startTransaction': { transactionId: 'transaction' },
    'database.commitTransaction': { data: {} },
  }
  const texts = Object.fromEntries(
    Object.entries(replies).map(([key, reply]) => [
      key,
      JSON.stringify({ requestId: 'null', ...(reply as object) }),
    ]),
  )
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>
      const key = body['action'] === 'database.getDocument' ? body['queryType'] : body['action']
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(texts[key ?? ''])
    })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

interface Sample {
  perSecond: number
  busyMs: number
}

async function sample(adminUrl: string): Promise<Sample> {
  const clients = Array.from({ length: CLIENTS }, (_, client) => client)
  const before = performance.eventLoopUtilization()
  const rates = await Promise.all(clients.map((client) => runSdk(adminUrl, clientProgram(client))))
  const { active } = performance.eventLoopUtilization(before)
  const perSecond = rates.reduce((sum: number, rate) => sum + (rate as number), 0)
  return { perSecond, busyMs: active / (perSecond * SECONDS) }
}

async function openCloud(dataDir: string): Promise<Cloud> {
  const cloud = await startCloud({
    dataDir,
    collections: [
      {
        name: 'members',
        indexes: [
          {
            name: 'by_group',
            fields: [
              ['groupId', 1],
              ['points', -1],
            ],
          },
        ],
      },
    ],
  })
  await cloud.database.load(
    'members',
    Array.from({ length: DOCUMENTS }, (_, id) => member(id)),
  )
  return cloud
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Measures both servers in turns, so that a busy moment of the machine meets both. */
export async function measureLocalCloud(): Promise<LocalCloudFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-cloud-'))
  const cloud = await openCloud(dataDir)
  const nullServer = await startNullServer()
  const nullUrl = `http://127.0.0.1:${(nullServer.address() as AddressInfo).port}/admin`
  const rounds: { none: Sample; local: Sample }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ none: await sample(nullUrl), local: await sample(cloud.adminUrl) })
  }
  nullServer.close()
  await cloud.close()
  await rm(dataDir, { recursive: true, force: true })
  return {
    localCloud: Math.round(median(rounds.map(({ local }) => local.perSecond))),
    nullServer: Math.round(median(rounds.map(({ none }) => none.perSecond))),
    ratio: Number(
      median(rounds.map(({ local, none }) => local.perSecond / none.perSecond)).toFixed(2),
    ),
    busyMs: {
      localCloud: median(rounds.map(({ local }) => local.busyMs)),
      nullServer: median(rounds.map(({ none }) => none.busyMs)),
    },
  }
}

if (process.argv[1]?.endsWith('local-cloud.ts')) {
  const { localCloud, nullServer, ratio, busyMs } = await measureLocalCloud()
  const line = (name: string, perSecond: number, ms: number): string =>
    `${name}  ${perSecond} requests/s of ${CLIENTS} SDK clients, ${ms.toFixed(2)} ms busy a request`
  console.log(line('null server', nullServer, busyMs.nullServer))
  console.log(line('local cloud', localCloud, busyMs.localCloud))
  console.log(`ratio        ${ratio} (bound 0.6)`)
  process.exitCode = ratio >= 0.6 ? 0 : 1
}
