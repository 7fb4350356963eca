import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isStale } from '../../../local/cli/artefacts'
import { dataFolders, removeAll, setupCode } from '../../../local/cli/data'
import { InUseError, takeLock } from '../../../local/cli/lock'
import { peopleTable } from '../../../local/cli/people'
import { readProject } from '../../../local/cli/project'
import { terminalLog } from '../../../local/cli/terminal'
import { openWorld } from '../../../local/world'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cli-test-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function write(path: string, text: string, at?: number): void {
  const file = join(dir, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  if (at !== undefined) utimesSync(file, at, at)
}

describe('the set-up code', () => {
  test('is made once for each environment, of letters nobody mistakes', () => {
    const folders = dataFolders(dir, true)
    const code = setupCode(folders)
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/)
    expect(setupCode(folders)).toBe(code)
    expect(setupCode(dataFolders(dir, false))).not.toBe(code)
  })
})

describe('[L7] a data folder', () => {
  test('is used by one start at a time, also of one process', async () => {
    const release = await takeLock(join(dir, 'company'))
    await expect(takeLock(join(dir, 'company'))).rejects.toThrow(
      `本机数据正在被使用（进程 ${process.pid}），可能已经启动过一次。先用 Ctrl-C 结束它。`,
    )
    await (
      await takeLock(join(dir, 'empty'))
    )()
    await release()
    expect(existsSync(join(dir, 'company/running'))).toBe(false)
    await (
      await takeLock(join(dir, 'company'))
    )()
  })

  test('is free whatever process id a killed start left, even one that lives again', async () => {
    for (const pid of [String(process.ppid), String(process.pid), '999999999', 'no number']) {
      write('company/running', pid)
      await (
        await takeLock(join(dir, 'company'))
      )()
    }
  })

  test('is given to one of many that ask at the same moment', async () => {
    const asked = Array.from({ length: 8 }, () => takeLock(join(dir, 'company')))
    const answers = await Promise.allSettled(asked)
    const given = answers.filter((answer) => answer.status === 'fulfilled')
    expect(given).toHaveLength(1)
    await given[0]?.value()
  })

  test.each(['company', 'projects/other-1'])(
    'is not removed while it is used: %s',
    async (name) => {
      const release = await takeLock(join(dir, name))
      await expect(removeAll(dir)).rejects.toBeInstanceOf(InUseError)
      expect(existsSync(join(dir, name))).toBe(true)
      await release()
      expect(await removeAll(dir)).toBe(true)
      expect(await removeAll(dir)).toBe(false)
    },
  )
})

describe('built artefacts', () => {
  const hourAgo = Date.now() / 1000 - 3600
  beforeEach(() => {
    write('cloudfunctions/api/index.ts', '', hourAgo - 60)
    utimesSync(join(dir, 'cloudfunctions/api'), hourAgo - 60, hourAgo - 60)
    utimesSync(join(dir, 'cloudfunctions'), hourAgo - 60, hourAgo - 60)
    write('miniprogram/vendor/valibot.js', '', hourAgo)
    write('dist/cloudfunctions/schema.json', '[]', hourAgo)
  })

  test('are stale without packed components', () => {
    expect(isStale(dir)).toBe(true)
  })

  test('are fresh while no source is newer', () => {
    write('miniprogram/miniprogram_npm/x.js', '')
    expect(isStale(dir)).toBe(false)
    write('cloudfunctions/api/index.ts', '', hourAgo + 60)
    expect(isStale(dir)).toBe(true)
  })
})

test('the table of people starts with those on the wall and keeps its columns', async () => {
  const world = await openWorld({ dir, appid: 'wx0000000000000000' })
  for (let at = 1; at <= 12; at++) {
    world.addPerson({ personId: `p${at}`, nickname: at % 2 ? '陈一诺' : 'Li', note: '成员' })
  }
  const lines = peopleTable(world, ['p3', 'p2'], 'http://127.0.0.1:1').split('\n')
  expect(lines).toHaveLength(10)
  expect(lines[0]).toBe('  陈一诺  成员  http://127.0.0.1:1/phone?person=p3')
  expect(lines[1]).toBe('  Li      成员  http://127.0.0.1:1/phone?person=p2')
  expect(lines.at(-1)).toMatch('还有 3 人')
  await world.close()
})

test('the terminal keeps quiet about what goes as it should', () => {
  const written: string[] = []
  const log = terminalLog((text) => written.push(text), false)
  log('cold start of api: 400 ms')
  log('[api] {"type":"call","code":"ok"}')
  log('[api] {"type":"call","code":"permission-denied"}')
  log('[api] {"type":"call","code":"internal"}')
  log('[api] {"type":"call","code":"ok","isOverBudget":true}')
  log('[jobs] hello')
  expect(written).toHaveLength(3)
  terminalLog((text) => written.push(text), true)('cold start of api: 400 ms')
  expect(written).toHaveLength(4)
})

describe('a project', () => {
  test('is named by its description and gets an appid when it has none', () => {
    write('app.json', '{}')
    write('project.config.json', '{"appid":"touristappid","description":"样例"}')
    expect(readProject(dir)).toMatchObject({
      appid: 'wx0000000000000000',
      appName: '样例',
      miniprogramRoot: '.',
    })
  })

  test('without app.json is none', () => {
    expect(() => readProject(dir)).toThrow('没有 app.json')
  })
})

describe('npm start -- --empty', () => {
  jest.setTimeout(60_000)

  interface Started {
    child: ChildProcess
    text: string
    ended: Promise<number | null>
  }

  const children: ChildProcess[] = []
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })

  /** Starts it in a process of its own and waits until it says how to end it. */
  function start(): Promise<Started> {
    const args = ['tools/run.mjs', 'local/cli.ts', 'start', '--empty', '--no-open', '--port', '0']
    const child = spawn(process.execPath, [...args, '--data', dir])
    children.push(child)
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
    return new Promise((resolve, reject) => {
      let text = ''
      const take = (data: Buffer): void => {
        text += data.toString()
        if (text.includes('按 Ctrl-C 结束')) resolve({ child, text, ended })
      }
      child.stdout.on('data', take)
      child.stderr.on('data', take)
      void ended.then((code) => reject(new Error(`ended with ${code}: ${text}`)))
    })
  }

  test('[L7] starts again at once after kill -9, and refuses while another one runs', async () => {
    let running = await start()
    for (let round = 0; round < 2; round += 1) {
      running.child.kill('SIGKILL')
      running = await start()
    }
    await expect(start()).rejects.toThrow(/ended with 1: [^]*先用 Ctrl-C/)
    running.child.kill('SIGINT')
    expect(await running.ended).toBe(0)
  })

  test('[L8] prints address, people, set-up code and the way in, keeps its data, ends on Ctrl-C', async () => {
    const first = await start()
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first.text)?.[0] ?? ''
    const code = /开通码：([A-Z0-9-]+)/.exec(first.text)?.[1] ?? ''
    // [L8] No card leads in yet.
    expect(first.text).toContain('从「发现 → 小程序」进入')
    expect(first.text).toMatch(/顾承远 .*phone\?person=newcomer-1/)
    const config = (await (await fetch(`${url}/config`)).json()) as {
      people: object[]
      environmentId: string
      hint: string | null
    }
    expect(config.hint).toContain('从「发现 → 小程序」进入，输入终端里的开通码')
    expect(config.people).toHaveLength(3)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)

    const second = await start()
    expect(second.text).toContain(code)
    const again = /http:\/\/127\.0\.0\.1:\d+/.exec(second.text)?.[0] ?? ''
    expect(await (await fetch(`${again}/config`)).json()).toMatchObject({
      environmentId: config.environmentId,
    })
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(0)
  })
})
