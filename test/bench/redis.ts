import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

/** The commands that a board of a sorted set needs, over the Redis protocol: whole replies, in order. */
class RedisClient {
  private rest = ''
  private readonly waiting: ((reply: string) => void)[] = []

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).setEncoding('utf8')
    socket.on('data', (chunk: string) => this.take(chunk))
  }

  private take(chunk: string): void {
    this.rest += chunk
    for (let end = this.endOf(0); end !== null && this.rest !== ''; end = this.endOf(0)) {
      const reply = this.rest.slice(0, end)
      this.rest = this.rest.slice(end)
      this.waiting.shift()?.(reply)
    }
  }

  /** Where the reply that begins here ends; null while it has not all come. */
  private endOf(start: number): number | null {
    const line = this.rest.indexOf('\r\n', start)
    if (line < 0) return null
    const count = Number(this.rest.slice(start + 1, line))
    const kind = this.rest[start]
    if (kind === '$') {
      const end = count < 0 ? line + 2 : line + 2 + count + 2
      return end <= this.rest.length ? end : null
    }
    let end: number | null = line + 2
    for (let item = 0; kind === '*' && item < count && end !== null; item++) end = this.endOf(end)
    return end
  }

  send(commands: readonly (readonly (string | number)[])[]): Promise<string[]> {
    const texts = commands.map((parts) => {
      const words = parts.map(String).map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`)
      return `*${parts.length}\r\n${words.join('')}`
    })
    const replies = commands.map(() => new Promise<string>((resolve) => this.waiting.push(resolve)))
    this.socket.write(texts.join(''))
    return Promise.all(replies)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function connected(port: number): Promise<Socket> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    if (isOpen) return socket
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('redis-server does not answer')
}

const BATCH = 1000

/**
 * Ms that a sorted set of Redis takes for the top 20 and one's own place, by name of the place; null where Debian's
 * `redis-server` is not installed.
 */
export async function measureRedis(
  members: readonly { id: string; score: number }[],
  asked: readonly string[],
): Promise<number | null> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return null
  const port = await freePort()
  const options = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  const server = spawn('redis-server', options, { stdio: 'ignore' })
  const socket = await connected(port)
  try {
    const redis = new RedisClient(socket)
    for (let start = 0; start < members.length; start += BATCH) {
      const part = members.slice(start, start + BATCH)
      await redis.send(part.map(({ id, score }) => ['ZADD', 'board', score, id]))
    }
    const times: number[] = []
    for (const id of asked) {
      const start = performance.now()
      await redis.send([
        ['ZREVRANGE', 'board', 0, 19, 'WITHSCORES'],
        ['ZREVRANK', 'board', id],
      ])
      times.push(performance.now() - start)
    }
    return times.sort((a, b) => a - b)[times.length >> 1] ?? 0
  } finally {
    socket.destroy()
    server.kill()
  }
}
