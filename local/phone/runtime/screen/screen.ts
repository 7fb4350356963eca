import { formatProblem, type CompileProblem } from '../../../compiler/problems'
import type { PhoneHost } from '../../host'
import { el } from './dom'
import type { BarTextStyle } from './navigation-bar'
import { Capsule, capsuleRect } from './capsule'
import { StatusBar } from './status-bar'
import { SCREEN_STYLE } from './style'

/** The phone's screen inside the mini-program frame: pages, the status bar and capsule over them, and room for dialogs. */
export class Screen {
  readonly element = el('div', 'screen')
  readonly pages = el('div')
  readonly overlay = el('div', 'wx-overlay')
  readonly #status: StatusBar
  readonly #capsule: Capsule

  constructor(host: PhoneHost, onMenu: () => void, onLeave: () => void) {
    const style = el('style')
    style.textContent = SCREEN_STYLE
    document.head.append(style)
    const { device } = host
    const { top } = capsuleRect(device.screenWidth, device.statusBarHeight)
    this.#status = new StatusBar(host)
    this.#capsule = new Capsule(top, onMenu, onLeave)
    this.element.append(this.pages, this.#status.element, this.#capsule.element, this.overlay)
    document.body.append(this.element)
  }

  setTextStyle(style: BarTextStyle): void {
    this.#status.setColor(style === 'white' ? '#fff' : '#000')
    this.#capsule.setTextStyle(style)
  }

  /** Instead of the mini program: what the compiler found. */
  showProblems(problems: readonly CompileProblem[]): void {
    const lines = problems.map(formatProblem)
    this.showFailure(`编译失败，共 ${problems.length} 处\n\n${lines.join('\n')}`)
  }

  /** Instead of the mini program: what kept it from starting. */
  showFailure(text: string): void {
    this.element.append(el('div', 'failure', text))
  }
}
