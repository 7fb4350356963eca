/** A subscription message template to be made in WeChat's console. Tests compare it with what the functions send. */
export interface Template {
  variable: string
  title: string
  fields: readonly { key: string; label: string; example: string }[]
}

export const TEMPLATES: readonly Template[] = [
  {
    variable: 'TEMPLATE_RULES_DUE',
    title: '群规确认提醒',
    fields: [
      { key: 'thing1', label: '事项', example: '群规更新到 v3' },
      { key: 'thing2', label: '群名称', example: '华东一群' },
      { key: 'thing3', label: '温馨提示', example: '读完并确认，不到两分钟' },
    ],
  },
]
