import { GROUPS } from './groups'
import { MANAGERS, nameOf, OWNER, PERSON_IDS, type PersonId } from './people'

export interface Persona {
  personId: string
  name: string
  /** What this person can do, in Chinese. */
  note: string
}

export type PersonaKey =
  | 'member'
  | 'admin'
  | 'manager'
  | 'owner'
  | 'newcomer'
  | 'visitor'
  | 'removed'
  | 'fullGroupNewcomer'

const persona = (personId: PersonId, note: string): Persona => ({
  personId,
  name: nameOf(personId),
  note,
})

/** The people who stand for what one can be: for the start screen, the wall and end-to-end tests. */
export const PERSONAS: Readonly<Record<PersonaKey, Persona>> = {
  member: persona('chen-yinuo', '华东客户维护群 · 成员，群规 v3 等着确认'),
  admin: persona('zhou-min', '华东客户维护群 · 管理员，能看谁没确认并提醒；新品项目群还没有群规'),
  manager: persona('wu-qinghe', '公司管理者，能看各群榜单和对比，不占席位'),
  owner: persona('gu-chengyuan', '公司负责人，能建群、绑定群聊、任命管理者'),
  newcomer: persona('ma-xiaodong', '在华东的群聊里，还没入群，点卡片可以加入'),
  visitor: persona('zheng-yihang', '不在任何群聊，看到的是演示数据'),
  removed: persona('feng-rui', '已从华东客户维护群移出，还在群聊里'),
  fullGroupNewcomer: persona('shi-xiaoman', '在华南的群聊里，席位已满，加入排到候补第 3 位'),
}

const ROLE_WORDS = { admin: '管理员', member: '成员', observer: '观察员' } as const

/** What the person switcher says about someone. */
export function noteOf(personId: PersonId): string {
  const known = Object.values(PERSONAS).find((one) => one.personId === personId)
  if (known) return known.note
  if (personId === OWNER) return '公司负责人'
  if (MANAGERS.some((one) => one === personId)) return '公司管理者'
  const notes = GROUPS.flatMap(({ name, members, waiting }) => [
    ...members
      .filter((member) => member.personId === personId)
      .map(({ role }) => `${name} · ${ROLE_WORDS[role]}`),
    ...waiting.filter((one) => one.personId === personId).map(() => `${name} · 候补`),
  ])
  return notes.length > 0 ? notes.join('，') : '还没有入群'
}

/** Everyone, the personas first. */
export function peopleInOrder(): PersonId[] {
  const first = Object.values(PERSONAS).map(({ personId }) => personId)
  const rest = PERSON_IDS.filter((personId) => !first.includes(personId))
  return [...(first as PersonId[]), ...rest]
}
