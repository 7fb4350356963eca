import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { removeAll } from './cli/data'
import { startPhone } from './cli/phone'
import { start } from './cli/start'

const USAGE = `用法
  npm start -- [选项]                    启动本机微信，打印地址和可以成为的人
    --port 8080                          端口，0 是任意空闲端口
    --empty                              从输入开通码开始，没有现成的公司
    --no-open                            不打开浏览器
    --verbose                            打印每一次云函数调用
    --data DIR                           数据放在这里，不放在 .local
    --project DIR                        小程序的源码在这里（云函数仍是本仓库的）
    --story FILE                         第一次启动时由它让一家公司活起来，没有就从开通码开始
  npm run local:phone -- --project DIR   在本机微信里打开任何一个小程序，运行它自己的云函数
    --collections FILE                   它的云函数需要的集合（JSON：[{ "name": "集合名" }]）
  npm run reset                          删除本机数据，下次启动重新准备
`
const DEFAULT_PORT = 8080

const write = (text: string): void => void process.stdout.write(text)

function portOf(text: string | undefined): number {
  const port = text === undefined ? DEFAULT_PORT : Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port 要一个 0 到 65535 的整数（0 是任意空闲端口），给的是 ${text}`)
  }
  return port
}

/** Ctrl-C ends cleanly; a second one at once. */
function closeOnSignal(close: () => Promise<void>): void {
  let isClosing = false
  const end = (): void => {
    if (isClosing) process.exit(130)
    isClosing = true
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      port: { type: 'string' },
      empty: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      data: { type: 'string', default: '.local' },
      project: { type: 'string' },
      story: { type: 'string' },
      collections: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [command = 'start'] = positionals
  const root = process.cwd()
  const dataDir = resolve(root, values.data)
  if (values.help) return write(USAGE)
  if (command === 'start') {
    const running = await start({
      root,
      dataDir,
      port: portOf(values.port),
      isEmpty: values.empty,
      opensBrowser: !values['no-open'],
      isVerbose: values.verbose,
      ...(values.project !== undefined && { project: resolve(values.project) }),
      ...(values.story !== undefined && { story: values.story }),
      write,
    })
    return closeOnSignal(() => running.close())
  }
  if (command === 'phone') {
    if (!values.project) throw new Error('要用 --project 指出小程序的文件夹')
    const running = await startPhone({
      root,
      project: values.project,
      ...(values.collections !== undefined && { collections: values.collections }),
      port: portOf(values.port),
      opensBrowser: !values['no-open'],
      write,
    })
    return closeOnSignal(() => running.close())
  }
  if (command === 'reset') {
    return write((await removeAll(dataDir)) ? '本机数据已删除。\n' : '没有本机数据。\n')
  }
  throw new Error(`没有 ${command} 这个命令\n\n${USAGE}`)
}

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error)
  process.stderr.write(`\n${text}\n`)
  process.exit(1)
})
