import type { Clause, RuleBookView } from '../../../../miniprogram/contract/rules'
import {
  addClause,
  changesOf,
  hasChanges,
  markOf,
  moveTo,
  numbered,
  removeClause,
  setText,
  startDraft,
  type RulesDraft,
} from '../../../../miniprogram/subpackages/rules/draft.model'
import { mergeDraft, settleDraft } from '../../../../miniprogram/subpackages/rules/merge.model'
import { ruleBook } from '../kit/views'

const clause = (clauseId: string, text = clauseId): Clause => ({ clauseId, kind: 'talk', text })
const bookOf = (version: number, ...clauses: Clause[]): RuleBookView =>
  ruleBook({ version, note: '', clauses: numbered(clauses) })
const v3 = bookOf(3, clause('a'), clause('b'), clause('c'))
const texts = (draft: RulesDraft) => draft.clauses.map(({ text }) => text).join(' ')

describe('a draft found on the phone', () => {
  const edited = setText(startDraft('g', v3), 'a', '甲')

  test('goes on when its version is still in force', () => {
    expect(settleDraft('g', v3, edited)).toEqual({ draft: edited, standing: 'resumed' })
  })

  test('gives way to the rules in force when it changes nothing', () => {
    const { draft, standing } = settleDraft('g', v3, { ...startDraft('g', v3), note: '旧' })
    expect(standing).toBe('fresh')
    expect(draft?.note).toBe('')
  })

  test('waits for a decision when someone else has published', () => {
    expect(settleDraft('g', bookOf(4, clause('a')), edited)).toEqual({
      draft: edited,
      standing: 'newer',
    })
  })

  test('is done when what was sent without an answer is in force', () => {
    const sent = { ...edited, sent: markOf(edited) }
    const book = bookOf(4, clause('a', '甲'), clause('b'), clause('c'))
    const { draft, standing } = settleDraft('g', book, sent)
    expect(standing).toBe('published')
    expect(draft && hasChanges(draft)).toBe(false)
  })

  test('goes on from its own publication when edited since, new clauses under their new ids', () => {
    const grown = addClause(edited, clause('new-1', '新'))
    const later = setText({ ...grown, sent: markOf(grown) }, 'b', '乙')
    const book = bookOf(4, clause('a', '甲'), clause('b'), clause('c'), clause('id7', '新'))
    const { draft, standing } = settleDraft('g', book, later)
    expect(standing).toBe('carried')
    expect(draft).toMatchObject({ base: 4, sent: '' })
    expect(draft && changesOf(draft)).toMatchObject([{ change: 'changed', before: 'b' }])
  })

  test('without rules and without words there is nothing to go on with', () => {
    expect(settleDraft('g', null, startDraft('g', null)).draft).toBeNull()
    expect(settleDraft('g', null, undefined)).toEqual({ draft: null, standing: 'fresh' })
  })
})

describe('merging onto a version that someone else published', () => {
  const mine = setText(startDraft('g', v3), 'a', '我改的 a')

  test('keeps both sides where they touched different clauses', () => {
    const { draft, clashes } = mergeDraft(
      mine,
      bookOf(4, clause('a'), clause('b', '他改的 b'), clause('c')),
    )
    expect(texts(draft)).toBe('我改的 a 他改的 b c')
    expect(clashes).toEqual([])
    expect(draft.base).toBe(4)
    expect(changesOf(draft)).toHaveLength(1)
  })

  test('keeps my words where both changed one clause, and says so', () => {
    const { draft, clashes } = mergeDraft(
      mine,
      bookOf(4, clause('a', '他改的 a'), clause('b'), clause('c')),
    )
    expect(clashes).toEqual(['a'])
    expect(changesOf(draft)).toMatchObject([{ change: 'changed', before: '他改的 a' }])
  })

  test('the same change on both sides is no clash and no change any more', () => {
    const { draft, clashes } = mergeDraft(
      mine,
      bookOf(4, clause('a', '我改的 a'), clause('b'), clause('c')),
    )
    expect(clashes).toEqual([])
    expect(hasChanges(draft)).toBe(false)
  })

  test('takes over what they added and removed', () => {
    const { draft } = mergeDraft(mine, bookOf(4, clause('a'), clause('n', '他加的'), clause('c')))
    expect(texts(draft)).toBe('我改的 a 他加的 c')
  })

  test('a clause that I removed stays removed, unless they changed it', () => {
    const gone = removeClause(startDraft('g', v3), 'b')
    expect(texts(mergeDraft(gone, bookOf(4, ...v3.clauses)).draft)).toBe('a c')
    const { draft, clashes } = mergeDraft(
      gone,
      bookOf(4, clause('a'), clause('b', '他改的'), clause('c')),
    )
    expect(texts(draft)).toBe('a 他改的 c')
    expect(clashes).toEqual(['b'])
  })

  test('a clause that they removed while I changed it stays, and says so', () => {
    const { draft, clashes } = mergeDraft(mine, bookOf(4, clause('b'), clause('c')))
    expect(texts(draft)).toBe('我改的 a b c')
    expect(clashes).toEqual(['a'])
    expect(changesOf(draft)).toMatchObject([{ change: 'added' }])
  })

  test('my order holds while they did not reorder, and new ones of both find their place', () => {
    const moved = moveTo(addClause(startDraft('g', v3), clause('m', '我加的')), 'c', 0)
    const { draft } = mergeDraft(
      moved,
      bookOf(4, clause('a'), clause('n', '他加的'), clause('b'), clause('c')),
    )
    expect(texts(draft)).toBe('c a 他加的 b 我加的')
  })

  test('their order holds when they reordered', () => {
    const { draft } = mergeDraft(mine, bookOf(4, clause('c'), clause('b'), clause('a')))
    expect(texts(draft)).toBe('c b 我改的 a')
  })
})
