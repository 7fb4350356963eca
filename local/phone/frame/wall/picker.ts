import type { PersonView } from '../../../shared/views'
import { avatar } from '../avatar'
import { fill, h } from '../../kit/dom'
import { icon } from '../../kit/icons'

/** A button that says who holds the phone, and a searchable list to hand it to somebody else. */
export function personPicker(options: {
  people: readonly PersonView[]
  holder: PersonView
  onPick: (person: PersonView) => void
}): HTMLElement {
  const button = h('button', {
    class: 'holder',
    attrs: { 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'data-native': 'holder' },
  })
  const field = h('input', {
    attrs: { type: 'search', placeholder: '搜索姓名或身份', 'aria-label': '搜索姓名或身份' },
  })
  const list = h('ul')
  const popover = h(
    'div',
    { class: 'popover', attrs: { role: 'dialog', 'aria-label': '换一个人' } },
    field,
    list,
  )
  popover.hidden = true
  const element = h('div', { class: 'picker' }, button, popover)
  let { holder } = options

  const setOpen = (isOpen: boolean): void => {
    popover.hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) {
      field.value = ''
      drawList()
      field.focus()
    }
  }
  const drawButton = (): void => {
    fill(
      button,
      avatar(holder, 36),
      h(
        'span',
        { class: 'who' },
        h('strong', { text: holder.nickname }),
        h('span', { text: holder.note ?? '微信用户' }),
      ),
      icon('chevron', 16),
    )
    button.setAttribute('aria-label', `这部手机是${holder.nickname}的，换一个人`)
  }
  const drawList = (): void => {
    const wanted = field.value.trim()
    const shown = options.people.filter((one) =>
      `${one.nickname} ${one.note ?? ''}`.includes(wanted),
    )
    const rows = shown.map((person) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            attrs: {
              'aria-current': person.personId === holder.personId ? 'true' : null,
              'data-person-id': person.personId,
            },
            on: {
              click: () => {
                holder = person
                drawButton()
                setOpen(false)
                button.focus()
                options.onPick(person)
              },
            },
          },
          avatar(person, 30),
          h(
            'span',
            { class: 'who' },
            h('strong', { text: person.nickname }),
            h('span', { text: person.note ?? '微信用户' }),
          ),
        ),
      ),
    )
    const empty = h('li', { class: 'nobody', text: '没有找到' })
    fill(list, ...(rows.length > 0 ? rows : [empty]))
  }
  button.addEventListener('click', () => setOpen(popover.hidden === true))
  field.addEventListener('input', drawList)
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || popover.hidden) return
    setOpen(false)
    button.focus()
  })
  document.addEventListener('pointerdown', (event) => {
    if (!element.contains(event.target as Node)) setOpen(false)
  })
  drawButton()
  return element
}
