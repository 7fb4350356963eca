/**
 * Drives the real @cloudbase/manager-node with an account that is not there: its one function that goes to the network
 * answers from memory. Prints what the deployments said and asked, as JSON. Run by tencent-wire.test.ts.
 */
import { databaseClient, functionsClient, openManager } from '../../../deploy/clients/tencent'
import { deployDatabase } from '../../../deploy/database'
import { deployFunctions } from '../../../deploy/functions'
import type { LocalFunction } from '../../../deploy/functions/client'
import { heavy } from '../../../deploy/heavy'

type Request = Record<string, unknown>
interface Asked {
  action: string
  request: Request
}
interface Index {
  Name: string
  Unique: boolean
  Keys: { Name: string; Direction: string }[]
}
interface Wire {
  CloudService: {
    prototype: { request(action: string, request: Request): Promise<unknown> }
  }
}

const [functionDir = '.'] = process.argv.slice(2)
const root = process.cwd()
const asked: Asked[] = []
const functions = new Map<string, Request>()
const tables = new Map<string, Index[]>()
const rules = new Map<string, Request>()

const notFound = () =>
  Object.assign(new Error('no function'), { code: 'ResourceNotFound.Function' })

const ANSWERS: Record<string, (request: Request) => unknown> = {
  DescribeEnvInfo: ({ EnvId }) => ({
    EnvInfo: {
      EnvBaseInfo: {
        EnvId,
        Databases: [{ InstanceId: 'tnt-1' }],
        Functions: [{ Namespace: EnvId }],
        Storages: [],
      },
    },
  }),
  GetFunction({ FunctionName }) {
    const found = functions.get(String(FunctionName))
    if (!found) throw notFound()
    return found
  },
  CreateFunction(request) {
    const { FunctionName, Runtime, Timeout, Environment } = request
    functions.set(String(FunctionName), { Status: 'Active', Runtime, Timeout, Environment })
    return {}
  },
  UpdateFunctionConfiguration({ FunctionName, Timeout, Environment }) {
    Object.assign(functions.get(String(FunctionName))!, { Timeout, Environment })
    return {}
  },
  BatchCreateTrigger({ FunctionName, Triggers }) {
    const triggers = JSON.parse(String(Triggers)) as { TriggerName: string; TriggerDesc: string }[]
    functions.get(String(FunctionName))!['Triggers'] = triggers.map((trigger) => {
      return { ...trigger, TriggerDesc: JSON.stringify({ cron: trigger.TriggerDesc }) }
    })
    return {}
  },
  ListTables: () => ({ Tables: [...tables.keys()].map((TableName) => ({ TableName })) }),
  DescribeTable: ({ TableName }) => ({ Indexes: tables.get(String(TableName)) }),
  CreateTable({ TableName }) {
    tables.set(String(TableName), [])
    return {}
  },
  UpdateTable({ TableName, CreateIndexes }) {
    const created = CreateIndexes as {
      IndexName: string
      MgoKeySchema: { MgoIndexKeys: Index['Keys']; MgoIsUnique: boolean }
    }[]
    const made = created.map(({ IndexName, MgoKeySchema }): Index => {
      return { Name: IndexName, Unique: MgoKeySchema.MgoIsUnique, Keys: MgoKeySchema.MgoIndexKeys }
    })
    tables.get(String(TableName))!.push(...made)
    return {}
  },
  DescribeSafeRule: ({ CollectionName }) =>
    rules.get(String(CollectionName)) ?? { AclTag: 'PRIVATE', Rule: null },
  ModifySafeRule(request) {
    rules.set(String(request['CollectionName']), request)
    return {}
  },
}

const wire = heavy<Wire>(root, '@cloudbase/manager-node/lib/utils')
wire.CloudService.prototype.request = (action, request = {}) => {
  asked.push({ action, request })
  return Promise.resolve().then(() => ANSWERS[action]?.(request) ?? {})
}

const secret = { id: 'id', key: 'key' }
const manager = openManager(root, { env: 'env-1', region: 'ap-shanghai', secret })
const jobs: LocalFunction = {
  name: 'jobs',
  dir: functionDir,
  runtime: 'Nodejs20.19',
  memoryMb: 256,
  timeout: 60,
  permissions: [],
  triggers: [{ name: 'every-minute', type: 'timer', config: '0 * * * * * *' }],
  bytes: 1,
}
const declared = [
  {
    name: 'outbox',
    indexes: [{ name: 'by_due', fields: [['status', 1] as [string, 1]], unique: true }],
    securityRule: { read: false, write: false },
  },
]

const rounds = []
for (const template of ['one', 'two']) {
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const given = new Map([['TEMPLATE_TODO', template]])
  const run = { functions: [jobs], client: functionsClient(manager), given, isDryRun: false, log }
  const failures =
    (await deployFunctions(run)) +
    (await deployDatabase({
      declared,
      client: databaseClient(manager, 'env-1', 'wx1'),
      isDryRun: false,
      log,
    }))
  rounds.push({ failures, lines, asked: asked.splice(0) })
}
// Other lines are the manager's own.
console.log(`\nRESULT ${JSON.stringify(rounds)}`)
