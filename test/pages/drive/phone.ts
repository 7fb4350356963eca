import type {} from '../../../local/phone/frame/main'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answer } from '../kit/drive'
import { miniProgram, openPhoneStage, TEMPLATE } from '../kit/phone-stage'

const stage = await openPhoneStage()
const { world } = stage
const found: Record<string, unknown> = {}

const page = await stage.open('/phone?person=chen')
const native = (name: string) => page.locator(`[data-native="${name}"]`)
const enterOptions = async (): Promise<unknown> => {
  const frame = await miniProgram(page)
  return frame.evaluate(() => {
    const wx = window.__miniprogram?.globals.wx ?? {}
    return (wx['getEnterOptionsSync'] as () => unknown)()
  })
}
const pagesOf = async (): Promise<unknown> => {
  const frame = await miniProgram(page)
  return frame.evaluate(() =>
    window.__miniprogram?.pages().map(({ path, query }) => ({ path, query })),
  )
}

// The list of chats.
await page.locator('.chat-row').first().waitFor()
found['title'] = await page.locator('h1').first().textContent()
found['rows'] = await page.locator('.chat-row').allInnerTexts()

// A chat, a message of somebody else, one of mine.
await page.locator('[data-chat-id="group"]').click()
await page.locator('.mini-card').waitFor()
found['mention'] = await page.locator('.mention.me').textContent()
world.post('group', 'lin', { kind: 'text', text: '现在说的' })
await page.locator('.bubble', { hasText: '现在说的' }).waitFor()
await page.getByLabel('输入消息').fill('收到')
await page.getByLabel('输入消息').press('Enter')
await page.locator('.message.mine .bubble', { hasText: '收到' }).waitFor()
found['sent'] = world.messages('group').at(-1)?.body

// The card opens its page in this group.
await native('card').click()
found['enterOptions'] = await enterOptions()
found['pages'] = await pagesOf()
const frame = await miniProgram(page)
found['hidden chats'] = await page.locator('.views').getAttribute('inert')

// The dots, about, the circle: back in the chat.
await frame.locator('.capsule button').first().click()
found['menu'] = await page.locator('.panel.bottom .tool').allInnerTexts()
await native('menu-about').click()
found['about'] = await page.locator('.about strong').textContent()
await page.getByText('知道了').click()
await frame.locator('.capsule button').last().click()
await page.locator('.mini:not(.front)').waitFor({ state: 'attached' })
found['back in'] = await page.locator('.view:not([inert]) h1').textContent()

// A service notice opens its page in the mini program that is still alive.
world.recordSubscription('chen', { [TEMPLATE]: 'accept' })
world.sendSubscribeMessage({
  openid: world.person('chen')?.openid ?? '',
  templateId: TEMPLATE,
  page: 'pages/detail/detail?id=9',
  data: { thing1: { value: '确认一下' } },
})
await native('back').click()
await native('notices').click()
found['notice'] = await page.locator('.notice-card').innerText()
await native('notice').click()
found['notice options'] = await enterOptions()
await page.waitForTimeout(400)
found['notice pages'] = await pagesOf()

// A change of the source shows without losing the page.
const file = join(stage.project, 'pages/detail/detail.wxml')
const source = readFileSync(file, 'utf8')
writeFileSync(file, `<view>刚改的一行</view>${source}`)
const hasText = async (text: string): Promise<boolean> => {
  for (const one of page.frames()) {
    if (
      (await one
        .locator(`text=${text}`)
        .count()
        .catch(() => 0)) > 0
    )
      return true
  }
  return false
}
while (!(await hasText('刚改的一行'))) await page.waitForTimeout(20)
found['pages after reload'] = await pagesOf()
writeFileSync(file, `<view>${source}`)
await page.locator('.fault pre').waitFor()
found['fault'] = await page.locator('.fault pre').textContent()
const reloaded = page.waitForEvent('frameattached')
writeFileSync(file, source)
await page.locator('.fault').waitFor({ state: 'hidden' })
await reloaded

// Without network the mini program's calls fail as on a phone.
await page.evaluate(() => window.phoneFrame?.set({ network: 'none' }))
const alive = await miniProgram(page)
found['offline'] = await alive.evaluate(async () => {
  const wx = window.__miniprogram?.globals.wx ?? {}
  const { init, callFunction } = wx['cloud'] as {
    init(): void
    callFunction(options: object): Promise<unknown>
  }
  init()
  return callFunction({ name: 'api' }).catch((error: unknown) => error)
})
await page.close()

// The wall: three phones, each with its person, all following the controls.
const wall = await stage.open('/', { width: 1440, height: 900 })
await wall.locator('.device iframe').nth(2).waitFor()
const phones = wall.frames().filter((one) => one.url().includes('/phone?'))
for (const one of phones) await one.locator('.messages').waitFor()
found['hint'] = await wall.getByRole('note').textContent()
found['holders'] = await wall.locator('.holder strong').allTextContents()
await wall.getByRole('button', { name: '深色' }).click()
found['themes'] = await Promise.all(
  phones.map((one) => one.locator('.screen').getAttribute('data-theme')),
)
await wall.getByRole('button', { name: '320' }).click()
found['width'] = await phones[0]?.locator('.screen').evaluate((element) => element.clientWidth)
await wall.locator('.holder').first().click()
await wall.locator('.popover:not([hidden]) input').fill('管理者')
await wall.locator('.popover:not([hidden]) li button').first().click()
found['new holder'] = await wall.locator('.holder strong').first().textContent()
found['address'] = new URL(wall.url()).searchParams.get('people')
await wall.close()

found['problems'] = stage.problems
await stage.close()
answer(found)
