/**
 * Stands in for the console of the mini program's account: what a developer fills in there by hand. The same templates
 * have to be made in the real console before a deployment (docs/DEPLOYING.md).
 */
export interface ConsoleTemplate {
  templateId: string
  title: string
  /** Keyword → label. */
  fields: Record<string, string>
  /** Environment variable by which the cloud functions learn the id. */
  variable: string
}

export const TEMPLATES: readonly ConsoleTemplate[] = [
  {
    templateId: 'local-rules-due',
    title: '群规确认提醒',
    fields: { thing1: '事项', thing2: '群名称', thing3: '温馨提示' },
    variable: 'TEMPLATE_RULES_DUE',
  },
]

/** Environment variables of the functions: template ids, and the code that makes the first person the owner. */
export function functionEnvironment(setupCode: string): Record<string, string> {
  const ids = TEMPLATES.map(({ variable, templateId }) => [variable, templateId] as const)
  return { ...Object.fromEntries(ids), SETUP_CODE: setupCode }
}
