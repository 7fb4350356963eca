import { drive } from './kit/drive'

jest.setTimeout(150_000)

let found: Record<string, unknown>
beforeAll(async () => {
  found = await drive<Record<string, unknown>>('phone')
})

test('the list of chats says what is new and who mentioned me', () => {
  expect(found['title']).toBe('微信(2)')
  expect(found['rows']).toEqual([
    expect.stringContaining('[有人@我] 林可欣: [小程序] 编号 7 · 2/3 已确认'),
    expect.stringContaining('新品上市项目群'),
  ])
})

test('messages arrive by themselves and are sent with Enter', () => {
  expect(found['mention']).toBe('@陈一诺')
  expect(found['sent']).toEqual({ kind: 'text', text: '收到' })
})

test('a card opens its page in the group it was sent to', () => {
  expect(found['enterOptions']).toMatchObject({
    path: 'pages/detail/detail',
    query: { id: '7' },
    scene: 1044,
    chatType: 3,
    shareTicket: expect.any(String) as string,
  })
  expect(found['pages']).toEqual([{ path: 'pages/detail/detail', query: { id: '7' } }])
  expect(found['hidden chats']).toBe('')
})

test('the capsule opens the menu and leads back to the chat', () => {
  expect(found['menu']).toEqual(['当前页面不可转发', '重新进入小程序', '关于'])
  expect(found['about']).toBe('样例')
  expect(found['back in']).toBe('华东客户维护群(3)')
})

test('a service notice opens its page', () => {
  expect(found['notice']).toMatch(/样例\s+确认提醒\s+事项\s+确认一下\s+进入小程序查看/)
  expect(found['notice options']).toMatchObject({ scene: 1107, query: { id: '9' } })
  expect(found['notice pages']).toEqual([{ path: 'pages/detail/detail', query: { id: '9' } }])
})

test('a change of the source keeps the page, a fault in it is shown on the phone', () => {
  expect(found['pages after reload']).toEqual([{ path: 'pages/detail/detail', query: { id: '9' } }])
  expect(found['fault']).toMatch(/^pages\/detail\/detail\.wxml:\d+:\d+: /)
})

test('without network a function call fails with the code of the cloud', () => {
  expect(found['offline']).toMatchObject({
    errCode: -601003,
    errMsg: expect.stringMatching(/^cloud\.callFunction:fail .*-601003/) as string,
  })
})

test('the wall holds three phones that follow its controls', () => {
  expect(found['holders']).toEqual(['陈一诺', '林可欣', '吴清和'])
  expect(found['themes']).toEqual(['dark', 'dark', 'dark'])
  expect(found['width']).toBe(320)
  expect(found['new holder']).toBe('吴清和')
  expect(found['address']).toBe('wu,lin,wu')
})

test('[L8] the wall says where to begin, when it is told', () => {
  expect(found['hint']).toBe('从「发现 → 小程序」进入。')
})

test('nothing was warned about', () => {
  expect(found['problems']).toEqual([])
})
