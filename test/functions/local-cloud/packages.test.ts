import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openTestCloud, type TestCloud } from '../../kit/cloud'

/* Functions as DevTools has them before it uploads them: a source file that nobody bundled. */

let test: TestCloud
beforeAll(async () => (test = await openTestCloud()))
afterAll(() => test.close())

async function write(path: string, text: string): Promise<void> {
  const file = join(test.functionsDir, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

it('borrows the SDK where nobody installed it, as the cloud would install it', async () => {
  await write(
    'lent/index.js',
    `const cloud = require('wx-server-sdk')
     cloud.init()
     exports.main = () => cloud.getWXContext().OPENID`,
  )
  await expect(test.call('lent', {}, 'o-anna')).resolves.toBe('o-anna')
})

it('prefers the SDK that was installed beside it', async () => {
  await write('own/node_modules/wx-server-sdk/index.js', `exports.text = 'mine'`)
  await write('own/index.js', `exports.main = () => require('wx-server-sdk').text`)
  await expect(test.call('own')).resolves.toBe('mine')
})

it('finds no other package of this repository', async () => {
  await write('bare/index.js', `exports.main = () => require('miniprogram-automator')`)
  await expect(test.call('bare')).rejects.toThrow("Cannot find module 'miniprogram-automator'")
})
