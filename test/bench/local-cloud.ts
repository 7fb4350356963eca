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
  /** localCloud ÷ nullServer. */
  ratio: number
}

const CLIENTS = 3
const ROUNDS = 4
const SECONDS = 2
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

async function requestsPerSecond(adminUrl: string): Promise<number> {
  const clients = Array.from({ length: CLIENTS }, (_, client) => client)
  const rates = await Promise.all(clients.map((client) => runSdk(adminUrl, clientProgram(client))))
  return rates.reduce((sum: number, rate) => sum + (rate as number), 0)
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
  const figures: { localCloud: number[]; nullServer: number[] } = { localCloud: [], nullServer: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    figures.nullServer.push(await requestsPerSecond(nullUrl))
    figures.localCloud.push(await requestsPerSecond(cloud.adminUrl))
  }
  nullServer.close()
  await cloud.close()
  await rm(dataDir, { recursive: true, force: true })
  const ratios = figures.localCloud.map((value, round) => value / (figures.nullServer[round] ?? 1))
  return {
    localCloud: Math.round(median(figures.localCloud)),
    nullServer: Math.round(median(figures.nullServer)),
    ratio: Number(median(ratios).toFixed(2)),
  }
}

if (process.argv[1]?.endsWith('local-cloud.ts')) {
  const { localCloud, nullServer, ratio } = await measureLocalCloud()
  console.log(`null server  ${nullServer} requests/s (${CLIENTS} SDK clients)`)
  console.log(`local cloud  ${localCloud} requests/s`)
  console.log(`ratio        ${ratio} (bound 0.6)`)
  process.exitCode = ratio >= 0.6 ? 0 : 1
}
