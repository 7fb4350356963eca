import { createPhone, type Phone } from '../../../kit/phone'
import { serverOf, type Answers } from '../kit/server'
import { session, visitor } from '../kit/views'

interface Shown {
  status: string
  isVisitor: boolean
  holds: { title: string; count: string }[]
  isDeedOpen: boolean
  isErased: boolean
  problem: { text: string } | null
}

let answers: Answers
let phone: Phone
beforeEach(() => {
  answers = { 'session.open': () => session(), 'me.holds': () => ({ rows: [] }) }
  phone = createPhone(serverOf(answers))
})
const open = () => phone.open<Shown>('/subpackages/company/privacy/privacy')

test('my data is deleted after a question, here too', async () => {
  answers['me.erase'] = () => ({ at: 1 })
  const page = await open()
  phone.wx.storage.set('draft:join-name', '陈一诺')
  await page.tap('onErase')
  expect(page.data).toMatchObject({ isDeedOpen: true, isErased: false })
  answers['session.open'] = () => visitor()
  await page.tap('onYes')
  expect(page.data).toMatchObject({ isErased: true, isDeedOpen: false })
  expect([...phone.wx.storage.keys()]).toEqual([])
  await page.tap('onToday')
  expect(phone.wx.visited).toEqual(['/pages/today/today'])
})

test('while something hangs on me, it is listed and nothing is deleted', async () => {
  answers['me.holds'] = () => ({
    rows: [{ kind: 'groups.lastAdmin', title: '「华东群」唯一的管理员', count: 2 }],
  })
  const page = await open()
  await page.tap('onErase')
  expect(page.data).toMatchObject({
    isDeedOpen: false,
    holds: [{ title: '「华东群」唯一的管理员', count: '2 项' }],
  })
})

test('a refusal is said and nothing is forgotten', async () => {
  const page = await open()
  phone.wx.storage.set('draft:x', 'text')
  await page.tap('onErase')
  await page.tap('onYes')
  expect(page.data).toMatchObject({ isErased: false, problem: { text: '现在不行' } })
  expect(phone.wx.storage.has('draft:x')).toBe(true)
})

test('a visitor has nothing to delete', async () => {
  answers['session.open'] = () => visitor()
  expect((await open()).data).toMatchObject({ status: 'ready', isVisitor: true })
  expect(phone.wx.calls.map(({ action }) => action)).toEqual(['session.open'])
})
