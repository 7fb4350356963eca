import { spawn } from 'node:child_process'

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'open',
  linux: 'xdg-open',
  win32: 'explorer',
}

/** Shows an address in the person's browser; a machine without one simply does not. */
export function openBrowser(url: string): void {
  const opener = OPENERS[process.platform]
  if (!opener || !process.stdout.isTTY) return
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
