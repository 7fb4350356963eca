import type { ManagerRow } from '../../../contract/company'
import type { GroupMemberRow } from '../../../contract/groups'
import { call, send } from '../../../services/cloud'
import { listGroups } from '../../../services/groups'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { confirm, done } from '../../../ui/feedback'
import { goBack } from '../../../ui/routes'
import {
  candidates,
  groupChoices,
  mayAppoint,
  withManager,
  type Candidate,
  type GroupChoice,
} from './people.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>

definePage({
  data: {
    ...pageState(),
    managers: [] as ManagerRow[],
    groups: [] as GroupChoice[],
    /** The group whose members are shown; empty for none. */
    openGroup: '',
    people: null as Candidate[] | null,
    hasMore: false,
  },

  /** Where the list of groups goes on. */
  next: undefined as string | undefined,

  members: [] as GroupMemberRow[],

  async load() {
    if (!mayAppoint(await session.open())) return { status: 'empty' as const }
    const [{ rows: managers }, groups] = await Promise.all([
      call('company.managers', {}),
      listGroups(),
    ])
    this.next = groups.next
    const people = this.data.openGroup ? candidates(this.members, managers) : null
    return { managers, groups: groupChoices(groups.rows), people, hasMore: !!groups.next }
  },

  onGroup(event: Tap) {
    const { id } = event.currentTarget.dataset
    if (this.data.openGroup === id) return this.patch({ openGroup: '', people: null })
    this.patch({ openGroup: id, people: null })
    void this.submit(async () => {
      const { members } = await call('groups.get', { groupId: id })
      if (this.data.openGroup !== id) return
      this.members = members
      this.patch({ people: candidates(members, this.data.managers) })
    })
  },

  onMore() {
    const { next } = this
    void this.submit(async () => {
      const page = await listGroups(next)
      this.next = page.next
      const groups = [...this.data.groups, ...groupChoices(page.rows)]
      this.patch({ groups, hasMore: page.next !== undefined })
    })
  },

  onAppoint(event: Tap) {
    const { id, name } = event.currentTarget.dataset
    void this.submit(async () => {
      const content = '能看到所有群的名单、榜单和群规，可以建群。随时可以撤销'
      if (!(await confirm({ title: `任命${name}为管理者`, content, yes: '任命' }))) return
      await send('company.appoint', { memberId: id, role: 'manager' })
      this.show({ memberId: id, name }, true)
      done('已任命')
    })
  },

  onRevoke(event: Tap) {
    const { id, name } = event.currentTarget.dataset
    void this.submit(async () => {
      const content = '不再能看全公司，他在各群里的身份不变'
      if (!(await confirm({ title: `撤销${name}的管理者`, content, yes: '撤销' }))) return
      await send('company.appoint', { memberId: id, role: null })
      this.show({ memberId: id, name }, false)
      done('已撤销')
    })
  },

  show(person: ManagerRow, isManager: boolean) {
    const managers = withManager(this.data.managers, person, isManager)
    this.patch({ managers, people: this.data.people && candidates(this.members, managers) })
  },

  onBack() {
    void this.submit(goBack)
  },
})
