/**
 * `npm run check:published`: the tests that CloudBase publishes with its SDK, for the database, aggregation and transactions,
 * against the local cloud. Ends with 1 when they say anything but what is written down in `published/expectation.ts`, and
 * with 2 when they could not be run.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { differences, outcomeTable } from './published/compare'
import { COLLECTIONS, FILES, LEFT_OUT, PACKAGE, unnamed } from './published/expectation'
import { fetchPackage, FOLDER, unpack } from './published/package'
import { runPublished, sdkVersion } from './published/run'

async function main(): Promise<number> {
  const archive = await fetchPackage(PACKAGE)
  mkdirSync(FOLDER, { recursive: true })
  const workDir = mkdtempSync(join(resolve(FOLDER), 'run-'))
  try {
    const packageDir = unpack(archive, workDir)
    const spec = `${PACKAGE.name}@${PACKAGE.version}`
    console.log(`published: ${FILES.length} files of ${spec}, called with SDK ${sdkVersion()}`)
    const start = Date.now()
    const outcomes = await runPublished({
      packageDir,
      files: FILES.map(({ file }) => file),
      collections: COLLECTIONS,
      workDir,
    })
    console.log(outcomeTable(outcomes))
    for (const { file, failures } of FILES) {
      for (const { name, reason } of failures) console.log(`known: ${file} › ${name}: ${reason}`)
    }
    for (const { reason, files } of LEFT_OUT) {
      console.log(`left out: ${files.join(', ')}: ${reason}`)
    }
    const problems = [
      ...differences(FILES, outcomes),
      ...unnamed(packageDir).map((file) => `${file}: neither expected nor left out`),
    ]
    for (const problem of problems) console.error(problem)
    const verdict = problems.length === 0 ? 'as expected' : `${problems.length} differences`
    console.log(`published: ${verdict}, ${Math.round((Date.now() - start) / 1000)} s`)
    return problems.length === 0 ? 0 : 1
  } finally {
    rmSync(workDir, { recursive: true, force: true })
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 2
})
