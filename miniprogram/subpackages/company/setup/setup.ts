import { COMPANY_NAME_MAX, fieldMax, NAME_FIELD_MAX, NAME_MAX } from '../../../contract/limits'
import { CallError } from '../../../services/call-error'
import { send } from '../../../services/cloud'
import { dropDraft, loadDraft, saveDraft } from '../../../services/drafts'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { go, replace } from '../../../ui/routes'
import {
  claimIssues,
  EMPTY_CLAIM,
  isOpen,
  refusalIssues,
  type CompanyClaim,
  type SetupField,
} from './setup.model'

type Change = WechatMiniprogram.CustomEvent<{ value: string }, object, { field: SetupField }>

const DRAFT = 'company.claim'

definePage({
  data: {
    ...pageState(),
    claim: EMPTY_CLAIM,
    issues: {} as Partial<Record<SetupField, string>>,
    companyNameMax: COMPANY_NAME_MAX,
    nameMax: NAME_MAX,
    companyNameRoom: fieldMax(COMPANY_NAME_MAX),
    nameRoom: NAME_FIELD_MAX,
    /** What was refused is said at its field. */
    isAtField: false,
    /** The company just opened. */
    opened: '',
  },

  async load() {
    if (this.data.opened) return {}
    if (!isOpen(await session.open())) return { status: 'empty' as const }
    // The code is a secret and is not kept.
    const { companyName = '', name = '' } = loadDraft<Partial<CompanyClaim>>(DRAFT) ?? {}
    const { claim } = this.data
    return {
      claim: { ...claim, companyName: claim.companyName || companyName, name: claim.name || name },
    }
  },

  onChange(event: Change) {
    const { field } = event.currentTarget.dataset
    const claim = { ...this.data.claim, [field]: event.detail.value }
    saveDraft(DRAFT, { companyName: claim.companyName, name: claim.name })
    const { [field]: _gone, ...issues } = this.data.issues
    this.patch({ claim, issues })
  },

  onSubmit() {
    const { claim } = this.data
    const issues = claimIssues(claim)
    this.patch({ issues })
    if (Object.keys(issues).length > 0) return
    void this.submit(async () => {
      try {
        const { companyName } = await send('company.claim', claim)
        dropDraft(DRAFT)
        this.patch({ opened: companyName })
      } catch (error) {
        const refused = error instanceof CallError ? refusalIssues(error) : {}
        this.patch({ issues: refused, isAtField: Object.keys(refused).length > 0 })
        throw error
      }
      // The company exists whatever becomes of this look; the next page asks again.
      await session.reopen().catch(() => undefined)
    })
  },

  onCreate() {
    void this.submit(() => replace('groups.create'))
  },

  onHome() {
    void this.submit(() => go('today'))
  },
})
