/** A subscription message template to be made in WeChat's console. Tests compare it with what the functions send. */
export interface Template {
  variable: string
  title: string
  fields: readonly { key: string; label: string; example: string }[]
}

/** All modules share these: an account holds 25, and one tap asks for at most three. */
export const TEMPLATES: readonly Template[] = [
  {
    variable: 'TEMPLATE_TODO',
    title: '待办提醒',
    fields: [
      { key: 'thing1', label: '事项', example: '群规更新到 v3' },
      { key: 'thing2', label: '来自', example: '华东一群' },
      { key: 'thing3', label: '温馨提示', example: '读完并确认，不到两分钟' },
    ],
  },
  {
    variable: 'TEMPLATE_SEAT',
    title: '席位变动',
    fields: [
      { key: 'thing1', label: '群名称', example: '华东一群' },
      { key: 'thing2', label: '结果', example: '有空席位了' },
      { key: 'thing3', label: '温馨提示', example: '席位为你保留 24 小时' },
    ],
  },
]
