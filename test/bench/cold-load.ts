import { execFileSync } from 'node:child_process'

const ROUNDS = 15

export interface ColdLoadFigures {
  /** Least ms to `require` the built `api` function, in a fresh process each time. */
  api: number
  /** Least ms to `require` wx-server-sdk as npm installs it. */
  sdk: number
  ratio: number
}

/** SDK settings that a function instance has; without them `init` would look for a metadata server. */
const ENVIRONMENT = {
  ...process.env,
  TENCENTCLOUD_RUNENV: 'SCF',
  TCB_ENV: 'bench',
  SCF_NAMESPACE: 'bench',
  TENCENTCLOUD_SECRETID: 'x',
  TENCENTCLOUD_SECRETKEY: 'x',
  TENCENTCLOUD_REGION: 'ap-shanghai',
}

function load(path: string): number {
  const program = `const t=process.hrtime.bigint();require(${JSON.stringify(path)});console.log(Number(process.hrtime.bigint()-t)/1e6)`
  const out = execFileSync(process.execPath, ['-e', program], {
    env: ENVIRONMENT,
    cwd: process.cwd(),
  })
  return Number(out.toString().trim().split('\n').at(-1))
}

/** Loads both in turns and takes the least of each: what the machine does besides only ever adds. */
export function measureColdLoad(): ColdLoadFigures {
  const api: number[] = []
  const sdk: number[] = []
  load('wx-server-sdk')
  for (let round = 0; round < ROUNDS; round++) {
    sdk.push(load('wx-server-sdk'))
    api.push(load('./dist/cloudfunctions/api/index.js'))
  }
  const figures = { api: Math.min(...api), sdk: Math.min(...sdk) }
  return { ...figures, ratio: figures.api / figures.sdk }
}
