import { Wheel } from '../support/wheel'

const ROW_PX = 40
const ROWS = 5

export interface SheetColumn {
  labels: string[]
  index: number
}

export interface SheetOptions {
  overlay: HTMLElement
  title: string
  theme: 'light' | 'dark'
  safeAreaBottom: number
  columns: SheetColumn[]
  /** A column came to rest; the answer replaces columns that depend on it. */
  onColumn(column: number, index: number, indexes: number[]): SheetColumn[] | undefined
}

const STYLE = `
.picker-sheet { position: absolute; inset: 0; z-index: 80; --ink: #000; --ground: #fff; --line: rgba(0, 0, 0, .1); color: var(--ink); pointer-events: auto; }
.picker-sheet[data-theme="dark"] { --ink: rgba(255, 255, 255, .9); --ground: #232323; --line: rgba(255, 255, 255, .12); }
.picker-sheet .shade { position: absolute; inset: 0; background: rgba(0, 0, 0, .5); }
.picker-sheet .panel { position: absolute; left: 0; right: 0; bottom: 0; background: var(--ground); border-radius: 12px 12px 0 0; animation: picker-up .18s ease-out; }
@keyframes picker-up { from { transform: translateY(100%); } }
@media (prefers-reduced-motion: reduce) { .picker-sheet .panel { animation: none; } }
.picker-sheet header { display: flex; align-items: center; height: 56px; padding: 0 16px; font-size: 17px; }
.picker-sheet header span { flex: 1; text-align: center; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; font-weight: 500; }
.picker-sheet header button { min-width: 56px; height: 44px; border: 0; background: none; font: inherit; color: inherit; }
.picker-sheet header button.confirm { color: #07c160; font-weight: 500; }
.picker-sheet .columns { display: flex; height: ${ROW_PX * ROWS}px; position: relative; overflow: hidden; }
.picker-sheet .column { flex: 1; min-width: 0; position: relative; overflow: hidden; touch-action: none; -webkit-mask: linear-gradient(transparent, #000 45%, #000 55%, transparent); mask: linear-gradient(transparent, #000 45%, #000 55%, transparent); }
.picker-sheet .list { position: absolute; left: 0; right: 0; top: ${(ROW_PX * (ROWS - 1)) / 2}px; }
.picker-sheet .row { height: ${ROW_PX}px; line-height: ${ROW_PX}px; text-align: center; font-size: 17px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; padding: 0 4px; }
.picker-sheet .window { position: absolute; left: 16px; right: 16px; top: ${(ROW_PX * (ROWS - 1)) / 2}px; height: ${ROW_PX}px; border-radius: 8px; background: var(--line); pointer-events: none; }
`
let styled = false

/** The sheet of `picker` with its turning columns. Resolves with the chosen indexes, or null when cancelled. */
export function openPickerSheet(options: SheetOptions): Promise<number[] | null> {
  if (!styled) {
    styled = true
    const style = document.createElement('style')
    style.textContent = STYLE
    document.head.append(style)
  }
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = '') => {
    const element = document.createElement(tag)
    element.className = className
    element.textContent = text
    return element
  }
  return new Promise((resolve) => {
    const sheet = make('div', 'picker-sheet')
    sheet.dataset['theme'] = options.theme
    const close = (result: number[] | null): void => {
      sheet.remove()
      resolve(result)
    }
    const shade = make('div', 'shade')
    shade.addEventListener('click', () => close(null))
    const cancel = make('button', 'cancel', '取消')
    cancel.addEventListener('click', () => close(null))
    const confirm = make('button', 'confirm', '确定')
    const header = make('header', '')
    header.append(cancel, make('span', '', options.title), confirm)
    const columns = make('div', 'columns')
    columns.append(make('div', 'window'))
    const panel = make('div', 'panel')
    panel.setAttribute('role', 'dialog')
    panel.style.paddingBottom = `${options.safeAreaBottom}px`
    panel.append(header, columns)
    sheet.append(shade, panel)

    let wheels: { wheel: Wheel; fill(column: SheetColumn): void }[] = []
    const indexes = (): number[] => wheels.map(({ wheel }) => wheel.index)
    const addColumn = (column: SheetColumn, position: number): void => {
      const area = make('div', 'column')
      const list = make('div', 'list')
      area.append(list)
      columns.append(area)
      let count = 0
      const wheel = new Wheel({
        list,
        area,
        rowHeight: () => ROW_PX,
        count: () => count,
        onChange: (index) => {
          const changed = options.onColumn(position, index, indexes())
          if (!changed) return
          changed.forEach((next, at) => {
            if (at !== position) wheels[at]?.fill(next)
          })
        },
      })
      const fill = (next: SheetColumn): void => {
        count = next.labels.length
        list.replaceChildren(...next.labels.map((label) => make('div', 'row', label)))
        wheel.set(next.index)
      }
      wheels.push({ wheel, fill })
      fill(column)
    }
    options.columns.forEach(addColumn)
    confirm.addEventListener('click', () => close(indexes()))
    options.overlay.append(sheet)
    wheels = [...wheels]
  })
}
