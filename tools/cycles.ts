import { cruise, type ICruiseResult } from 'dependency-cruiser'

/** Fewer modules than this means that the tool did not understand the sources, not that all is well. */
const MODULES_MIN = 150

/** Import cycles, as readable lines. @throws Error when hardly any module was seen. */
export async function importCycles(): Promise<string[]> {
  const { output } = await cruise(
    ['cloudfunctions', 'deploy', 'local', 'story', 'miniprogram', 'tools'],
    {
      ruleSet: {
        forbidden: [{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } }],
      },
      validate: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(miniprogram_npm|vendor|node_modules)' },
      tsPreCompilationDeps: false,
    },
  )
  const { modules, summary } = output as ICruiseResult
  if (modules.length < MODULES_MIN) throw new Error(`only ${modules.length} modules were read`)
  return summary.violations.map(({ from, to, cycle }) =>
    [from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' → '),
  )
}
