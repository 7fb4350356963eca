import { startServer, type LocalServer, type ServerOptions } from '../server'

/** Ports tried after the one that was asked for. */
const MORE_PORTS = 20

const isTaken = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'EADDRINUSE'

/**
 * Starts the server on a port or on the next free one.
 * @throws Error when 20 ports in a row are taken
 */
export async function serveOnFreePort(
  options: ServerOptions & { port: number },
  onTaken: (port: number) => void,
): Promise<LocalServer> {
  // 0 asks for any free port, so it is never taken.
  for (let port = options.port; port < options.port + MORE_PORTS; port++) {
    try {
      return await startServer({ ...options, port })
    } catch (error) {
      if (!isTaken(error)) throw error
      onTaken(port)
    }
  }
  throw new Error(`${options.port} 起的 ${MORE_PORTS} 个端口都被占用了，请用 --port 换一个`)
}
