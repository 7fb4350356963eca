import { join } from 'node:path'
import { startCloud } from '../../../local/cloud'
import { openWorld } from '../../../local/world'

/** Writes to the world and to the storage without end, saying each thing once it is acknowledged. */
const dataDir = process.argv[2] ?? ''
const world = await openWorld({ dir: join(dataDir, 'world'), appid: 'wx-crash' })
const cloud = await startCloud({ dataDir, world })
const writer = world.people()[0] ?? world.addPerson({ nickname: '写手' })
const chat = world.chats()[0] ?? world.addChat({ name: '群', personIds: [writer.personId] })
const say = (line: string): void => void process.stdout.write(`${line}\n`)

for (let turn = 0; ; turn += 1) {
  const { messageId } = world.post(chat.chatId, writer.personId, {
    kind: 'text',
    text: `第 ${turn} 句`,
  })
  say(`message ${messageId}`)
  const content = Buffer.alloc(20_000 + turn, turn % 251)
  say(`file ${await cloud.storage.write(`${process.pid}/${turn}`, content)} ${content.length}`)
}
