import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
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

it('[L1] finds its own modules by their path from its root, as the cloud’s NODE_PATH says', async () => {
  await write('rooted/project/checkin/public/route.js', `exports.text = require('shared/text')`)
  await write('rooted/shared/text/index.js', `module.exports = 'from the root'`)
  await write('rooted/node_modules/helper/index.js', `module.exports = 'a package'`)
  await write(
    'rooted/index.js',
    `const { join } = require('node:path')
     const { text } = require('project/checkin/public/route.js')
     exports.main = ({ name }) => name
       ? require(name)
       : { text, own: join(process.env.USER_CODE_ROOT) === join(__dirname, '/') }`,
  )
  await expect(test.call('rooted')).resolves.toEqual({ text: 'from the root', own: true })
  await expect(test.call('rooted', { name: 'project/../node_modules/helper' })).resolves.toBe(
    'a package',
  )
})

it('[L1] finds no module of another function by its path', async () => {
  await write('mine/secret/words.js', `module.exports = 'mine alone'`)
  await write('mine/index.js', `exports.main = () => require('secret/words')`)
  await write('other/index.js', `exports.main = () => require('secret/words')`)
  await expect(test.call('mine')).resolves.toBe('mine alone')
  await expect(test.call('other')).rejects.toThrow("Cannot find module 'secret/words'")
})

it('[L1] keeps its root whatever the console’s variables say', async () => {
  await test.restart({ environment: { NODE_PATH: '/nowhere', USER_CODE_ROOT: '/nowhere/' } })
  await expect(test.call('rooted')).resolves.toEqual({ text: 'from the root', own: true })
})

it('[L1] runs from a folder that is given relative to the working directory', async () => {
  await test.restart({ functionsDir: relative(process.cwd(), test.functionsDir) })
  await expect(test.call('rooted')).resolves.toEqual({ text: 'from the root', own: true })
})
