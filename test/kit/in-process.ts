import type { Work } from '../../cloudfunctions/kernel/context'
import type { DatabasePort } from '../../cloudfunctions/kernel/database'
import { workOf } from '../../cloudfunctions/kernel/call'
import { inTransaction } from '../../cloudfunctions/kernel/transaction'
import { createProduct, noPush } from '../../cloudfunctions/modules'
import type { Product } from './boot'

/*
 * The product's own code on the database of a running cloud, in the process of the test: for what no action does yet, so that
 * no test repeats how documents are written.
 */

type Holder = Pick<Product, 'cloud' | 'now'>

/** Names and addresses that the SDK reads when it is loaded; with them it finds this cloud and no other. */
const environmentOf = (url: string) => ({
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'test',
  TENCENTCLOUD_SECRETKEY: 'test',
  SCF_NAMESPACE: 'local',
  TCB_ENV: 'local',
})

const ports = new WeakMap<Product['cloud'], DatabasePort>()

/** The SDK keeps one address, so each cloud gets an SDK of its own. */
function portOf({ cloud }: Holder): DatabasePort {
  const known = ports.get(cloud)
  if (known) return known
  Object.assign(process.env, environmentOf(cloud.adminUrl))
  let port: DatabasePort | undefined
  jest.isolateModules(() => {
    // A plain import would be the same module for every cloud.
    const platform = jest.requireActual<{ cloudDatabase: DatabasePort }>(
      '../../cloudfunctions/platform/database',
    )
    port = platform.cloudDatabase
  })
  ports.set(cloud, port!)
  return port!
}

const { registry } = createProduct(noPush)
let ids = 0

/** A transaction of the product's code. */
export const commitIn = <T>(holder: Holder, work: (work: Work) => Promise<T>): Promise<T> =>
  inTransaction(portOf(holder), { reads: 0, writes: 0 }, (tx) =>
    work(workOf(tx, holder.now(), () => `test-id-${String(++ids)}`, registry)),
  )
