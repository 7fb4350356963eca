import { createPhone, type Phone } from '../../../kit/phone'
import { Refusal, serverOf, type Answers } from '../kit/server'
import { groupBar, ruleBook, session } from '../kit/views'

interface Editing {
  status: string
  banner: { text: string; acts: { act: string }[] } | null
  view: { title: string; next: string } | null
}
interface Publishing {
  status: string
  view: { publish: string } | null
  done: { title: string } | null
}

let book = ruleBook()
let answers: Answers
let phone: Phone
/** Lets the version that is on its way arrive. */
let arrive: () => void
beforeEach(() => {
  book = ruleBook()
  const group = groupBar({ role: 'admin' })
  answers = {
    'session.open': () => session({ group }),
    'rules.get': () => book,
    'rules.publish': () => {
      book = ruleBook({ version: 4 })
      return { version: 4 }
    },
  }
  const server = serverOf(answers)
  phone = createPhone(async (event) => {
    if ('action' in event && event.action === 'rules.publish') {
      // Not in flight for `settled`: the person does something else meanwhile.
      phone.wx.inFlight -= 1
      await new Promise<void>((resolve) => (arrive = resolve))
      phone.wx.inFlight += 1
    }
    return server(event)
  })
})

/** Edits a clause, goes to the preview, publishes and goes back before the answer is there. */
async function leaveWhilePublishing() {
  const editor = await phone.open<Editing>('/subpackages/rules/edit/edit?g=g1')
  await editor.tap('onPick', {}, { id: 'a' })
  await editor.tap('onText', {}, { value: '群里只谈工作，不发广告。' })
  await editor.tap('onClose')
  expect(editor.data.view?.next).toContain('改动 1 条')
  const preview = await phone.open<Publishing>('/subpackages/rules/publish/publish?g=g1')
  await preview.tap('onAsk')
  await preview.tap('onPublish')
  expect(preview.data.status).toBe('submitting')
  await preview.leave()
  await editor.show()
  return editor
}

describe('[R7] leaving while publishing', () => {
  test('says that it goes on, then that it is done, and offers the card', async () => {
    const editor = await leaveWhilePublishing()
    expect(editor.data.banner?.text).toContain('正在发布')
    arrive()
    await phone.settled()
    expect(editor.data.banner).toMatchObject({
      text: 'v4 已发布并生效，还差把卡片发到群里',
      acts: [{ act: 'share' }, { act: 'dismiss' }],
    })
    await editor.tap('onBanner', { act: 'share' })
    expect(phone.wx.visited).toEqual(['/subpackages/rules/publish/publish?g=g1'])
    const again = await phone.open<Publishing>('/subpackages/rules/publish/publish?g=g1')
    expect(again.data.done?.title).toBe('群规 v4 已生效')
    expect(again.card().title).toContain('本群群规 v4')
  })

  test('says when it was refused, and keeps the draft', async () => {
    answers['rules.publish'] = () => {
      throw new Refusal('resource-exhausted')
    }
    const editor = await leaveWhilePublishing()
    arrive()
    await phone.settled()
    expect(editor.data.banner?.text).toBe('没有发布成功：现在不行。草稿还在')
    expect(editor.data.view?.next).toContain('改动 1 条')
  })
})

test('staying, the page itself says that it is done', async () => {
  const editor = await phone.open<Editing>('/subpackages/rules/edit/edit?g=g1')
  await editor.tap('onPick', {}, { id: 'a' })
  await editor.tap('onText', {}, { value: '群里只谈工作，不发广告。' })
  await editor.tap('onClose')
  const preview = await phone.open<Publishing>('/subpackages/rules/publish/publish?g=g1')
  await preview.tap('onPublish')
  arrive()
  await phone.settled()
  expect(preview.data.done?.title).toBe('群规 v4 已生效')
  await editor.show()
  expect(editor.data.banner).toBeNull()
})
