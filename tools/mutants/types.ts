import { resolve } from 'node:path'
import ts from 'typescript'

/**
 * Type-checks one changed file of the functions among the others: a wrong rule that the compiler refuses needs no test, so it
 * does not count as killed by one.
 *
 * @returns for a file and its changed text the first problem, or null
 */
export function typeChecker(project = 'cloudfunctions/tsconfig.json') {
  const config = ts.getParsedCommandLineOfConfigFile(
    project,
    { noEmit: true, composite: false, incremental: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )
  if (!config) throw new Error(`no ${project}`)
  let changed = { path: '', text: '', version: 0 }
  const isChanged = (path: string) => path === changed.path
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => config.options,
    getScriptFileNames: () => config.fileNames,
    getScriptVersion: (path) => (isChanged(path) ? `changed ${changed.version}` : 'as it is'),
    getScriptSnapshot(path) {
      const text = isChanged(path) ? changed.text : ts.sys.readFile(path)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...args) => ts.sys.readDirectory(...args),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
  }
  const service = ts.createLanguageService(host)
  return (file: string, text: string): string | null => {
    changed = { path: resolve(file), text, version: changed.version + 1 }
    const [problem] = [
      ...service.getSyntacticDiagnostics(changed.path),
      ...service.getSemanticDiagnostics(changed.path),
    ]
    return problem ? ts.flattenDiagnosticMessageText(problem.messageText, ' ') : null
  }
}
