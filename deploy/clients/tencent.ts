import type {
  DatabaseClient,
  IndexDeclaration,
  RemoteIndex,
  RemoteRule,
  SecurityRule,
} from '../database/client'
import type { FunctionsClient, LocalFunction, RemoteFunction, Trigger } from '../functions/client'
import { heavy } from '../heavy'

/** The part of @cloudbase/manager-node that is used. https://docs.cloudbase.net/api-reference/manager/node/introduction */
export interface Manager {
  database: {
    listCollections(page: { MgoLimit: number; MgoOffset: number }): Promise<{
      Collections: { CollectionName: string }[]
    }>
    describeCollection(name: string): Promise<{ Indexes?: ManagerIndex[] }>
    createCollection(name: string): Promise<unknown>
    updateCollection(name: string, change: { CreateIndexes: NewIndex[] }): Promise<unknown>
  }
  functions: {
    getFunctionDetail(name: string): Promise<ManagerFunction>
    createFunction(request: CodeRequest): Promise<unknown>
    updateFunctionCode(request: CodeRequest): Promise<unknown>
    updateFunctionConfig(func: object): Promise<unknown>
    createFunctionTriggers(name: string, triggers: readonly Trigger[]): Promise<unknown>
    waitFunctionActive(name: string): Promise<unknown>
  }
  commonService(
    service: string,
    version: string,
  ): {
    call(request: { Action: string; Param: object }): Promise<unknown>
  }
}

interface CodeRequest {
  func: object
  functionPath: string
  deployMode: 'zip'
}

interface ManagerIndex {
  Name: string
  Unique: boolean
  Keys: { Name?: string; Direction?: string }[]
}

interface NewIndex {
  IndexName: string
  MgoKeySchema: { MgoIndexKeys: { Name: string; Direction: string }[]; MgoIsUnique: boolean }
}

interface ManagerFunction {
  Runtime: string
  Timeout: number
  Environment?: { Variables?: { Key: string; Value: string }[] } | null
  Triggers?: { TriggerName: string; TriggerDesc: string }[] | null
}

/** Most collections that one call lists. */
const PAGE = 100
const NOT_FOUND = /^ResourceNotFound/
const TCB_VERSION = '2018-06-08'

/** A timer's cron as the cloud returns it: plain, or inside JSON. */
function cronOf(description: string): string {
  try {
    const parsed = JSON.parse(description) as { cron?: unknown }
    return typeof parsed.cron === 'string' ? parsed.cron : description
  } catch {
    return description
  }
}

/** @param appid WeChat's own environments want to be asked with it. */
export function databaseClient(
  manager: Manager,
  env: string,
  appid: string | null,
): DatabaseClient {
  const rules = manager.commonService('tcb', TCB_VERSION)
  const whose = appid === null ? {} : { WxAppId: appid }
  return {
    async collections() {
      const names: string[] = []
      for (;;) {
        const page = { MgoLimit: PAGE, MgoOffset: names.length }
        const { Collections } = await manager.database.listCollections(page)
        names.push(...Collections.map(({ CollectionName }) => CollectionName))
        if (Collections.length < PAGE) return names
      }
    },
    async indexes(collection) {
      const { Indexes } = await manager.database.describeCollection(collection)
      return (Indexes ?? []).map(({ Name, Unique, Keys }): RemoteIndex => {
        const fields = Keys.map(({ Name: path, Direction }): [string, string] => [
          path ?? '',
          Direction ?? '',
        ])
        return { name: Name, unique: Unique, fields }
      })
    },
    async rule(collection): Promise<RemoteRule> {
      const Param = { EnvId: env, CollectionName: collection, ...whose }
      const answer = (await rules.call({ Action: 'DescribeSafeRule', Param })) as {
        AclTag?: string
        Rule?: string | null
      }
      return { tag: answer.AclTag ?? '', text: answer.Rule ?? null }
    },
    async createCollection(name) {
      await manager.database.createCollection(name)
    },
    async createIndex(collection, { name, fields, unique }: IndexDeclaration) {
      const MgoIndexKeys = fields.map(([Name, direction]) => {
        return { Name, Direction: String(direction) }
      })
      const MgoKeySchema = { MgoIndexKeys, MgoIsUnique: unique === true }
      const CreateIndexes = [{ IndexName: name, MgoKeySchema }]
      await manager.database.updateCollection(collection, { CreateIndexes })
    },
    async setRule(collection, rule: SecurityRule) {
      const Rule = JSON.stringify(rule)
      const Param = { EnvId: env, CollectionName: collection, AclTag: 'CUSTOM', Rule, ...whose }
      await rules.call({ Action: 'ModifySafeRule', Param })
    },
  }
}

const func = (it: LocalFunction) => ({
  name: it.name,
  runtime: it.runtime,
  timeout: it.timeout,
  memorySize: it.memoryMb,
  handler: 'index.main',
  // The SDK is inside the bundle.
  installDependency: false,
})

/** Sent inside the call: a bundle is far below the 1.5 MB that this takes. */
const codeOf = (it: LocalFunction): CodeRequest => ({
  func: func(it),
  functionPath: it.dir,
  deployMode: 'zip',
})

export function functionsClient(manager: Manager): FunctionsClient {
  const { functions } = manager
  return {
    async find(name): Promise<RemoteFunction | null> {
      try {
        const found = await functions.getFunctionDetail(name)
        return {
          runtime: found.Runtime,
          timeout: found.Timeout,
          variables: new Map(
            (found.Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value]),
          ),
          triggers: (found.Triggers ?? []).map(({ TriggerName, TriggerDesc }) => {
            return { name: TriggerName, config: cronOf(TriggerDesc) }
          }),
        }
      } catch (error) {
        if (NOT_FOUND.test(String((error as { code?: unknown }).code))) return null
        throw error
      }
    },
    async create(it, variables) {
      const envVariables = Object.fromEntries(variables)
      await functions.createFunction({ ...codeOf(it), func: { ...func(it), envVariables } })
    },
    async updateCode(it) {
      await functions.updateFunctionCode(codeOf(it))
      await functions.waitFunctionActive(it.name)
    },
    async configure(name, timeout, variables) {
      const envVariables = Object.fromEntries(variables)
      await functions.updateFunctionConfig({ name, timeout, envVariables })
      await functions.waitFunctionActive(name)
    },
    async addTrigger(name, trigger) {
      await functions.createFunctionTriggers(name, [trigger])
    },
  }
}

interface ManagerConstructor {
  new (config: { secretId: string; secretKey: string; envId: string; region: string }): Manager
}

/** Opens an environment with a key of the Tencent Cloud account that owns it. */
export function openManager(
  root: string,
  { env, region, secret }: { env: string; region: string; secret: { id: string; key: string } },
): Manager {
  const Manager = heavy<ManagerConstructor>(root, '@cloudbase/manager-node')
  return new Manager({ envId: env, region, secretId: secret.id, secretKey: secret.key })
}
