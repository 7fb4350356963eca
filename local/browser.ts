import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Flags that keep a headless Chromium quiet on a machine without internet. */
const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
]

/**
 * Flags of the bundled Chromium that are wrong here: in one process it dies with the first page that is closed, and
 * without web security it would hide what a real browser refuses.
 */
const UNWANTED_FLAGS = [
  '--single-process',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-running-insecure-content',
]

/**
 * Starts a headless Chromium: `CHROMIUM_PATH`, else the system's, else the one inside npm `@sparticuz/chromium`,
 * which also brings the shared libraries that a minimal Debian lacks (it unpacks them only when it believes to run
 * on AWS Lambda, hence the variable).
 */
export async function launchBrowser(): Promise<Browser> {
  const system = [process.env['CHROMIUM_PATH'], ...SYSTEM_CHROMIUM].find((p) => p && existsSync(p))
  if (system) return chromium.launch({ executablePath: system, args: QUIET_FLAGS })
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x'
  const bundled = (await import('@sparticuz/chromium')).default
  return chromium.launch({
    executablePath: await bundled.executablePath(),
    args: [
      ...bundled.args.filter((flag) => ![...QUIET_FLAGS, ...UNWANTED_FLAGS].includes(flag)),
      ...QUIET_FLAGS,
    ],
  })
}
