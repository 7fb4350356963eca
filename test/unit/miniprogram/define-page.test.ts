import { CallError } from '../../../miniprogram/services/call-error'
import {
  definePage,
  pageState,
  type PageState,
  type PageTools,
} from '../../../miniprogram/ui/define-page'
import { installWx, type FakeWx } from '../../kit/fake-wx'

interface Data extends PageState {
  value: number
}
type Shown = PageTools<Data> & {
  data: Data
  updates: object[]
  onLoad(query: Record<string, string>): void
  onShow(): void
  onUnload(): void
  onPullDownRefresh(): Promise<void>
}

const offline = () =>
  new CallError({ code: 'unavailable', message: '网络不通，请检查后重试', requestId: '' }, false)
const settled = () => new Promise((resolve) => setTimeout(resolve))

let wx: FakeWx
beforeEach(() => {
  wx = installWx()
})

/** Opens a page the way WeChat does: an instance with a `setData` of its own. */
function open(load: () => Promise<Partial<Data>>, query: Record<string, string> = {}): Shown {
  let registered: Record<string, unknown> = {}
  Object.assign(globalThis, {
    Page: (options: Record<string, unknown>) => {
      registered = options
    },
  })
  definePage({ data: { ...pageState(), value: 0 } as Data, load })
  const page = { ...registered, data: { ...(registered['data'] as Data) } } as unknown as Shown
  page.updates = []
  Object.assign(page, {
    setData(change: object, callback?: () => void) {
      page.updates.push(change)
      Object.assign(page.data, change)
      callback?.()
    },
  })
  page.onLoad(query)
  page.onShow()
  return page
}

describe('loading', () => {
  test('reads what an address says as it was meant: WeChat hands it over as it was written', () => {
    const load = () => Promise.resolve({})
    const { query } = open(load, { g: 'g1', ask: 'rules.confirm%3Ag1%3A3', odd: '100%' })
    expect(query).toEqual({ g: 'g1', ask: 'rules.confirm:g1:3', odd: '100%' })
  })

  test('goes from loading to ready in one update', async () => {
    const page = open(() => Promise.resolve({ value: 7 }))
    expect(page.data.status).toBe('loading')
    const before = page.updates.length
    await settled()
    expect(page.data).toMatchObject({ status: 'ready', value: 7, failure: null })
    expect(page.updates.length - before).toBe(1)
  })

  test('shows why nothing came, and loads again on 重试', async () => {
    let isOnline = false
    const page = open(() => (isOnline ? Promise.resolve({ value: 7 }) : Promise.reject(offline())))
    await settled()
    expect(page.data).toMatchObject({
      status: 'error',
      failure: { text: '网络不通，请检查后重试', canRetry: true },
    })
    isOnline = true
    page.onRetry()
    expect(page.data.status).toBe('loading')
    await settled()
    expect(page.data).toMatchObject({ status: 'ready', failure: null })
  })

  test('keeps what is shown when loading again fails', async () => {
    let isOnline = true
    const page = open(() => (isOnline ? Promise.resolve({ value: 7 }) : Promise.reject(offline())))
    await settled()
    isOnline = false
    await page.onPullDownRefresh()
    expect(page.data).toMatchObject({ status: 'ready', value: 7 })
    expect(page.data.failure?.text).toBe('网络不通，请检查后重试')
    expect(wx.toasts).toEqual(['没有刷新成功'])
  })

  test('of several loads at a time the last one counts', async () => {
    const answers: ((value: number) => void)[] = []
    const page = open(() => new Promise((done) => answers.push((value) => done({ value }))))
    const again = page.refresh()
    answers[1]?.(2)
    await again
    answers[0]?.(1)
    await settled()
    expect(page.data.value).toBe(2)
  })

  test('does not load again when shown again at once', async () => {
    let loads = 0
    const page = open(() => Promise.resolve({ value: (loads += 1) }))
    await settled()
    page.onShow()
    await settled()
    expect(loads).toBe(1)
  })

  test('touches nothing after the page is gone, and cleans up', async () => {
    let answer: (value: Partial<Data>) => void = () => undefined
    const page = open(() => new Promise((done) => (answer = done)))
    let isCleaned = false
    page.own(() => (isCleaned = true))
    page.onUnload()
    const before = page.updates.length
    answer({ value: 7 })
    await settled()
    expect(page.updates).toHaveLength(before)
    expect(isCleaned).toBe(true)
  })

  test('takes the group of the card until it has been loaded once', async () => {
    const seen: (string | undefined)[] = []
    const page = open(() => Promise.resolve({}), { g: 'g1' })
    seen.push(page.cardGroup())
    await settled()
    seen.push(page.cardGroup())
    expect(seen).toEqual(['g1', undefined])
  })
})

describe('a tap', () => {
  const ready = async () => {
    const page = open(() => Promise.resolve({ value: 1 }))
    await settled()
    return page
  }

  test('runs once however often it is tapped', async () => {
    const page = await ready()
    let runs = 0
    const work = async () => {
      runs += 1
      await settled()
    }
    await expect(Promise.all([page.submit(work), page.submit(work)])).resolves.toEqual([
      true,
      false,
    ])
    expect(runs).toBe(1)
  })

  test('never leaves the page submitting', async () => {
    const page = await ready()
    const work = page.submit(() => Promise.reject(offline()))
    expect(page.data.status).toBe('submitting')
    await expect(work).resolves.toBe(false)
    expect(page.data).toMatchObject({
      status: 'ready',
      problem: { text: '网络不通，请检查后重试' },
    })
    await expect(page.submit(() => Promise.resolve())).resolves.toBe(true)
    expect(page.data).toMatchObject({ status: 'ready', problem: null })
  })

  test('an unexpected failure is a sentence too', async () => {
    const page = await ready()
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    await page.submit(() => Promise.reject(new TypeError('x is undefined')))
    expect(page.data.problem?.text).toBe('页面出了点问题，请重试')
    said.mockRestore()
  })
})
