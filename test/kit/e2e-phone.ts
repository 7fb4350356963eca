import { join } from 'node:path'
import type Element from 'miniprogram-automator/out/Element'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type Page from 'miniprogram-automator/out/Page'

const TIMEOUT_MS = 20_000
const POLL_MS = 50

/** XPath 1.0 has no escapes, so the words go into the quotes they do not contain. */
const quoted = (words: string): string => (words.includes('"') ? `'${words}'` : `"${words}"`)

/**
 * One person's phone as tests like to speak of it, on nothing but the automator's own client, so it also drives WeChat
 * DevTools. Every wait that fails says what it waited for and where its picture is.
 */
export class E2ePhone {
  readonly personId: string
  /** The automator's client, for everything not wrapped here. */
  readonly program: MiniProgram
  /** Pictures taken so far. */
  readonly pictures: string[] = []
  readonly #folder: string
  readonly #exceptions: string[] = []

  constructor(personId: string, program: MiniProgram, folder: string) {
    this.personId = personId
    this.program = program
    this.#folder = folder
    program.on('exception', ({ message }: { message: string }) => this.#exceptions.push(message))
  }

  /** The page in front. */
  async page(): Promise<Page> {
    const page = await this.program.currentPage()
    if (!page) throw new Error('The mini program shows no page')
    return page
  }

  /** Waits until a page whose path ends like this is in front, e.g. `rules/rules`. */
  async waitForPage(path: string): Promise<Page> {
    return await this.#wait(`page ${path}`, async () => {
      const page = await this.page()
      return page.path === path || page.path.endsWith(`/${path}`) ? page : undefined
    })
  }

  /** Waits for the first element that matches on the page in front. */
  async find(selector: string): Promise<Element> {
    return await this.#wait(`element ${selector}`, async () => {
      return (await (await this.page()).$(selector)) ?? undefined
    })
  }

  /** All matching elements now. */
  async findAll(selector: string): Promise<Element[]> {
    return (await (await this.page()).$$(selector)) as Element[]
  }

  /** Taps the first matching element, when it is there. */
  async tap(selector: string): Promise<void> {
    await (await this.find(selector)).tap()
  }

  /** Taps the first matching element whose text contains the words. */
  async tapText(selector: string, words: string): Promise<void> {
    const element = await this.#wait(`${selector} with “${words}”`, async () => {
      for (const one of await this.findAll(selector)) {
        if ((await one.text()).includes(words)) return one
      }
      return undefined
    })
    await element.tap()
  }

  /** Taps what says these words anywhere on the page, inside components too, as a person who reads does. */
  async tapWords(words: string): Promise<void> {
    const says = `contains(normalize-space(.), ${quoted(words)})`
    const path = `//*[${says}][not(.//*[${says}])]`
    const element = await this.#wait(`“${words}” to tap`, async () => {
      for (const one of (await (await this.page()).getElementsByXpath(path)) as Element[]) {
        const { width, height } = (await one.size()) as unknown as { width: number; height: number }
        if (width > 0 && height > 0) return one
      }
      return undefined
    })
    await element.tap()
  }

  /** Types into an `input` or `textarea`, replacing what is in it. */
  async type(selector: string, text: string): Promise<void> {
    const field = (await this.find(selector)) as Element & { input(text: string): Promise<void> }
    await field.input(text)
  }

  async text(selector: string): Promise<string> {
    return await (await this.find(selector)).text()
  }

  async texts(selector: string): Promise<string[]> {
    return await Promise.all((await this.findAll(selector)).map((element) => element.text()))
  }

  /** Waits until the page in front shows the words anywhere; the bars around it are not the page. */
  async see(words: string): Promise<void> {
    await this.#wait(`“${words}”`, async () => {
      const root = await (await this.page()).$('page')
      return (await root?.text())?.includes(words) || undefined
    })
  }

  /** Waits until the page's data satisfies a condition. */
  async waitForData<T>(path: string, isWanted: (value: T) => boolean): Promise<T> {
    const found = await this.#wait(`data ${path}`, async () => {
      const value = (await (await this.page()).data(path)) as T
      return isWanted(value) ? { value } : undefined
    })
    return found.value
  }

  /** Saves a picture of the screen and returns its path. */
  async picture(name: string): Promise<string> {
    const path = join(this.#folder, `${name}-${this.personId}.png`)
    await this.program.screenshot({ path })
    this.pictures.push(path)
    return path
  }

  /** Messages of uncaught exceptions since the last call. */
  takeExceptions(): string[] {
    return this.#exceptions.splice(0)
  }

  async #wait<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + TIMEOUT_MS
    let problem = ''
    for (;;) {
      try {
        const found = await look()
        if (found !== undefined) return found
      } catch (error) {
        problem = ` (${error instanceof Error ? error.message : String(error)})`
      }
      if (Date.now() > deadline) break
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    const page = await this.page().then(
      ({ path }) => path,
      () => 'no page',
    )
    const picture = await this.picture(`missing-${Date.now()}`).catch(() => 'none')
    throw new Error(
      `${this.personId} on ${page}: no ${what} in ${TIMEOUT_MS} ms${problem}; picture: ${picture}`,
    )
  }
}
