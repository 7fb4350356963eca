import type { GroupBar } from '../../miniprogram/contract/common'
import type { Chat } from '../../local/world'
import { boot, SETUP_CODE, type Product, type TestPerson } from './boot'

/** A company with one group in one chat: its owner, an admin, a member; a manager; an outsider in the chat; a stranger. */
export interface TestCompany extends Product {
  owner: TestPerson
  admin: TestPerson
  member: TestPerson
  manager: TestPerson
  /** In the chat, not in the group. */
  outsider: TestPerson
  /** In no chat. */
  stranger: TestPerson
  chat1: Chat
  group: GroupBar
  idOf(person: TestPerson): Promise<string>
}

/** Joins a person from the group's chat, as a tap on the card does. */
export const join = (person: TestPerson, chat: Chat, groupId: string, name: string) =>
  person.call('groups.join', { groupId, cloudId: person.cloudIdIn(chat), name })

export const CLAUSES = [
  { kind: 'conduct' as const, text: '群里只谈工作。' },
  { kind: 'talk' as const, text: '发言先写主题。' },
  { kind: 'reward' as const, text: '按时确认群规有积分。' },
]

/** Sets the company up through the same actions that people use. */
export async function bootCompany(cap = 15): Promise<TestCompany> {
  const product = await boot()
  try {
    return await setUp(product, cap)
  } catch (error) {
    // A cloud left open would keep the test run from ending.
    await product.close()
    throw new Error(`${String(error)}\n${product.lines.join('\n')}`, { cause: error })
  }
}

async function setUp(product: Product, cap: number): Promise<TestCompany> {
  const [owner, admin, member, manager, outsider, stranger] = [
    '赵负责',
    '钱管理',
    '孙成员',
    '李经理',
    '周外人',
    '吴路人',
  ].map((name) => product.person(name)) as [
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
  ]
  const chat1 = product.chat('华东客户维护群', [owner, admin, member, manager, outsider])
  await owner.call('company.claim', { code: SETUP_CODE, companyName: '测试公司', name: '赵负责' })
  const group = await owner.call('groups.create', {
    name: '华东客户维护群',
    type: 'function',
    focus: '客户维护',
    cap,
    cloudId: owner.cloudIdIn(chat1),
  })
  const { groupId } = group
  const idOf = async (person: TestPerson) => (await person.call('me.get', {})).memberId
  await join(admin, chat1, groupId, '钱管理')
  await join(member, chat1, groupId, '孙成员')
  await join(manager, chat1, groupId, '李经理')
  await owner.call('groups.setRole', { groupId, memberId: await idOf(admin), role: 'admin' })
  const managerId = await idOf(manager)
  await owner.call('company.appoint', { memberId: managerId, role: 'manager' })
  await owner.call('groups.remove', { groupId, memberId: managerId, reason: '只看全局' })
  return { ...product, owner, admin, member, manager, outsider, stranger, chat1, group, idOf }
}
