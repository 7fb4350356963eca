/**
 * `npm run check:official [DIR]`: WeChat's own compiler and code check, without account and network, and our checks of what they
 * let pass. Ends with 1 when one of them finds something.
 */
import { resolve } from 'node:path'
import { build } from '../../tools/build'
import { outline } from '../../tools/official/app'
import type { Problem } from '../../tools/official/problem'
import { readSources } from '../../tools/official/sources'
import { BUDGET } from '../../tools/package-sizes'
import { problemLine, sourceChecks } from '../../tools/source-checks'
import { openCi } from '../clients/wechat'
import { ensureInstalled } from '../heavy'
import { table } from '../table'
import { compileOfficially } from './compile'
import {
  compiledSizes,
  jsonWarnings,
  leftOut,
  PACKAGE_LIMIT,
  qualityAdvice,
  qualityProblems,
} from './judge'

const KB = 1024

async function check(dir: string, isOurs: boolean): Promise<number> {
  const problems = await sourceChecks(dir)
  const sources = readSources(dir)
  const app = outline(sources, [])
  console.log('official: compiling (about a minute)')
  const start = Date.now()
  const { compiled, error, verdicts } = await compileOfficially(openCi(process.cwd()), dir)
  console.log(`official: ${Math.round((Date.now() - start) / 1000)} s`)
  if (error) {
    const message = `${error.message} (${String(error.code)})`
    problems.push({ rule: 'compiler', file: 'project.config.json', message })
  }
  if (compiled) {
    problems.push(...jsonWarnings(compiled, sources), ...leftOut(compiled, sources, app))
    const bad = qualityProblems(verdicts, sources, app)
    problems.push(...bad)
    const rows = [...compiledSizes(compiled, app)].map(([name, bytes]) => {
      const budget = isOurs ? (name ? BUDGET.subpackage : BUDGET.main) * KB : PACKAGE_LIMIT
      if (bytes > budget) problems.push(tooLarge(name, bytes, budget))
      return [name || '(main)', (bytes / KB).toFixed(1), (budget / KB).toFixed(0)]
    })
    console.log(table(['package as compiled', 'KB', 'budget'], rows))
    for (const line of qualityAdvice(verdicts)) console.log(`advice: ${line}`)
    const isBad = (name: string): boolean => bad.some(({ rule }) => rule === name)
    const names = verdicts.map(({ name, success }) => {
      return [name, success ? 'yes' : isBad(name) ? 'no' : 'no, for files that a page does load']
    })
    console.log(table(['checkCodeQuality', 'passed'], names))
  }
  for (const problem of problems) console.error(problemLine(problem))
  console.log(
    problems.length === 0 ? 'official: no problems' : `official: ${problems.length} problems`,
  )
  return problems.length
}

const tooLarge = (name: string, bytes: number, budget: number): Problem => ({
  rule: 'package-size',
  file: 'app.json',
  message: `${name || 'the main package'} has ${Math.round(bytes / KB)} KB, more than ${budget / KB}`,
})

const dir = resolve(process.argv[2] ?? '.')
const isOurs = dir === process.cwd()
await ensureInstalled(process.cwd(), console.log)
if (isOurs) await build()
process.exitCode = (await check(dir, isOurs)) > 0 ? 1 : 0
// The compiler leaves worker processes behind.
process.exit()
