// Once before the workers of a project start: the first look for the bundled Chromium unpacks it into the temporary
// folder, and a second worker must not start what the first is still writing.
const { existsSync } = require('node:fs')

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

module.exports = async () => {
  if ([process.env.CHROMIUM_PATH, ...SYSTEM].some((path) => path && existsSync(path))) return
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  const chromium = (await import('@sparticuz/chromium')).default
  await chromium.executablePath()
}
