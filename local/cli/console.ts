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
    templateId: 'local-todo',
    title: '待办提醒',
    fields: { thing1: '事项', thing2: '来自', thing3: '温馨提示' },
    variable: 'TEMPLATE_TODO',
  },
  {
    templateId: 'local-seat',
    title: '席位变动',
    fields: { thing1: '群名称', thing2: '结果', thing3: '温馨提示' },
    variable: 'TEMPLATE_SEAT',
  },
]

/** Environment variables of the functions: template ids, and the code that makes the first person the owner. */
export function functionEnvironment(setupCode: string): Record<string, string> {
  const ids = TEMPLATES.map(({ variable, templateId }) => [variable, templateId] as const)
  return { ...Object.fromEntries(ids), SETUP_CODE: setupCode }
}
