import { delimiter, join } from 'node:path'
import type { Invocation } from '../invocations'

export interface EnvironmentFacts {
  adminUrl: string
  env: string
  appid: string
}

const REGION = 'ap-shanghai'

/**
 * The environment that every call of a function sees. `TCB_CONTEXT_CNFG` is what redirects the real SDK to this
 * machine (`getServerInjectUrl` in @cloudbase/node-sdk); the secret only has to exist, signatures are not checked.
 * @param own what the console gives it; it cannot replace what the platform sets
 */
export function instanceEnvironment(
  facts: EnvironmentFacts,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...(process.env['PATH'] !== undefined && { PATH: process.env['PATH'] }),
    ...own,
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: REGION,
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: facts.env,
    TCB_ENV: facts.env,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: facts.adminUrl }),
  }
}

/**
 * Where a function's code lies. `NODE_PATH` makes its own folder a place for modules, so that `require('lib/x')` finds
 * `lib/x.js` beside its `index.js`. The platform's folder is `/var/user/`; layers (`/opt`) do not exist here.
 * @param codeRoot absolute folder of the function's `index.js`
 */
export function codeEnvironment(codeRoot: string): Record<string, string> {
  return {
    USER_CODE_ROOT: join(codeRoot, '/'),
    NODE_PATH: [codeRoot, join(codeRoot, 'node_modules')].join(delimiter),
  }
}

/** What only one call sees: who called, and the token by which the server knows it again. */
export function callEnvironment(facts: EnvironmentFacts, call: Invocation): Record<string, string> {
  if (call.source === 'timer') {
    return {
      WX_CONTEXT_KEYS: 'WX_APPID',
      WX_APPID: facts.appid,
      WX_TRIGGER_API_TOKEN_V0: call.token,
      TRIGGER_SRC: 'timer',
      TCB_SOURCE: call.chain,
    }
  }
  const identity: Record<string, string> = {
    WX_CLIENTIP: '127.0.0.1',
    ...(call.openid !== undefined && { WX_OPENID: call.openid }),
    WX_APPID: facts.appid,
    WX_API_TOKEN: call.token,
  }
  return {
    ...identity,
    WX_CONTEXT_KEYS: Object.keys(identity).join(','),
    TCB_SOURCE: call.chain,
  }
}

/** The second argument of `main`, as SCF passes it (`IContextParam` in @cloudbase/node-sdk's types). */
export function callContext(
  facts: EnvironmentFacts,
  call: Invocation,
  limits: { timeoutSeconds: number; memoryMb: number },
): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: false,
    request_id: call.requestId,
    function_name: call.functionName,
    function_version: '$LATEST',
    namespace: facts.env,
    time_limit_in_ms: limits.timeoutSeconds * 1000,
    memory_limit_in_mb: limits.memoryMb,
    tencentcloud_region: REGION,
  }
}
