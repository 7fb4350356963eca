import type { GroupBar, GroupType } from '../../../contract/common'
import {
  FOCUS_MAX,
  GROUP_CAP_MAX,
  GROUP_CAP_MIN,
  GROUP_NAME_MAX,
  fieldMax,
} from '../../../contract/limits'
import { CallError } from '../../../services/call-error'
import { dropDraft, loadDraft, saveDraft } from '../../../services/drafts'
import { send } from '../../../services/cloud'
import { manyGroups } from '../../../services/groups'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { go, goBack, replace } from '../../../ui/routes'
import { allowShare } from '../../../ui/share'
import {
  bindsChat,
  chatText,
  createdBefore,
  draftIssues,
  EMPTY_DRAFT,
  formWords,
  mayCreate,
  TYPE_CHOICES,
  type GroupDraft,
} from './create.model'

type Change = WechatMiniprogram.CustomEvent<{ value: string }, object, { field: 'name' | 'focus' }>
type Pick = WechatMiniprogram.TouchEvent<object, object, { type: GroupType }>

const DRAFT = 'groups.create'

definePage({
  data: {
    ...pageState(),
    draft: EMPTY_DRAFT,
    words: formWords(EMPTY_DRAFT),
    issues: {} as Partial<Record<string, string>>,
    types: TYPE_CHOICES,
    limits: {
      name: GROUP_NAME_MAX,
      nameRoom: fieldMax(GROUP_NAME_MAX),
      focus: FOCUS_MAX,
      focusRoom: fieldMax(FOCUS_MAX),
      capMin: GROUP_CAP_MIN,
      capMax: GROUP_CAP_MAX,
    },
    chatText: '',
    created: null as GroupBar | null,
    isBound: false,
  },

  binds: false,

  onLoad() {
    allowShare()
  },

  async load() {
    if (this.data.created) return {}
    const opened = await session.open()
    if (!mayCreate(opened)) return { status: 'empty' as const }
    this.binds = bindsChat(opened)
    const draft = loadDraft<GroupDraft>(DRAFT) ?? this.data.draft
    return { draft, words: formWords(draft), chatText: chatText(this.binds) }
  },

  change(change: Partial<GroupDraft>) {
    const draft = { ...this.data.draft, ...change }
    saveDraft(DRAFT, draft)
    this.patch({ draft, words: formWords(draft), issues: {} })
  },

  onChange(event: Change) {
    const { field } = event.currentTarget.dataset
    this.change({ [field]: event.detail.value })
  },

  onType(event: Pick) {
    this.change({ type: event.currentTarget.dataset.type })
  },

  onCap({ detail }: { detail: number | string }) {
    this.change({ cap: Number(detail) })
  },

  onSubmit() {
    const { draft } = this.data
    const issues = draftIssues(draft)
    this.patch({ issues })
    if (Object.keys(issues).length > 0) return
    void this.submit(async () => {
      const { name, type, focus, cap, sent } = draft
      const cloudId = this.binds ? await session.freshProof() : undefined
      this.change({ sent: name })
      try {
        const input = { name, type, focus, cap }
        const sending = cloudId ? { ...input, cloudId } : input
        await this.finish(await send('groups.create', sending), !!cloudId)
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        this.patch({ issues: error.fields })
        // A sending that nobody answered may have made the group: then this one was refused for its sake.
        const before =
          error.answered && error.code === 'conflict'
            ? createdBefore(await manyGroups(), sent)
            : undefined
        if (!before) throw error
        await this.finish(before, before.chatBound)
      }
    })
  },

  async finish(created: GroupBar, isBound: boolean) {
    dropDraft(DRAFT)
    this.patch({ created, isBound })
    // The group exists whatever becomes of this look; the next page asks again.
    await session.reopen({ groupId: created.groupId, by: 'choice' }).catch(() => undefined)
  },

  onRules() {
    const groupId = this.data.created?.groupId
    void this.submit(() => replace('rules.edit', { g: groupId }))
  },

  onHome() {
    const { created } = this.data
    void this.submit(() => (created ? replace('groups.home', { g: created.groupId }) : go('today')))
  },

  onBack() {
    void this.submit(goBack)
  },
})
