import {
  numbered,
  removeClause,
  setText,
  startDraft,
} from '../../../../miniprogram/subpackages/rules/draft.model'
import {
  bannerOf,
  closedOf,
  dropPlace,
  editorOf,
  editSections,
  editView,
  mergedBanner,
} from '../../../../miniprogram/subpackages/rules/edit/edit.model'
import { groupBar, ruleBook, session } from '../kit/views'

const book = ruleBook({
  version: 3,
  clauses: numbered([
    { clauseId: 'a', kind: 'conduct', text: '只谈工作' },
    { clauseId: 'b', kind: 'talk', text: '先写主题' },
  ]),
})
const draft = startDraft('g1', book)

describe('the editor', () => {
  test('shows all six kinds, also those without a clause', () => {
    const sections = editSections(draft)
    expect(sections.map(({ title }) => title)).toEqual([
      '一、行为',
      '二、沟通',
      '流程',
      '纪律',
      '反馈',
      '奖惩',
    ])
    expect(sections[2]).toMatchObject({ note: '还没有', rows: [] })
  })

  test('marks what changed and keeps the removed in sight', () => {
    const sections = editSections(removeClause(setText(draft, 'a', '只谈公事'), 'b'))
    expect(sections[0]?.rows[0]?.mark).toEqual({ word: '改动', tone: 'rank' })
    expect(sections[1]?.rows[0]).toMatchObject({ isRemoved: true, mark: { word: '删除' } })
  })

  test('a first version marks nothing as new', () => {
    const first = startDraft('g1', null, [{ kind: 'talk', text: '先写主题' }])
    expect(editSections(first)[1]?.rows[0]?.mark).toBeNull()
    expect(editView(first, {}, true)).toMatchObject({
      title: '第一版群规',
      next: '预览并发布 · 共 1 条',
    })
  })

  test('shows what the server found at its clause', () => {
    expect(editSections(draft, { b: '「最」不能用' })[1]?.rows[0]?.error).toBe('「最」不能用')
  })

  test('offers to publish only what differs, and says where the draft is', () => {
    expect(editView(draft, {}, true)).toMatchObject({ title: '群规 v4 草稿', next: '' })
    const changed = setText(draft, 'a', '只谈公事')
    expect(editView(changed, {}, true)).toMatchObject({
      note: '共 2 条 · 改动 1 条 · 草稿已存在手机上',
      next: '预览并发布 · 改动 1 条',
    })
    expect(editView(changed, {}, false).note).toContain('手机存不下草稿')
  })

  test('says what to do about a draft that was found', () => {
    expect(bannerOf('fresh', book, draft)).toBeNull()
    expect(bannerOf('newer', { ...book, version: 4 }, draft)).toMatchObject({
      tone: 'alert',
      acts: [{ act: 'merge', word: '合并到 v4' }, { act: 'discard' }],
    })
    expect(bannerOf('published', book, draft)?.text).toBe('上次的发布已经生效，现在是 v3')
    expect(mergedBanner(4, 2).text).toContain('2 条你们都改过')
    expect(mergedBanner(4, 0).tone).toBe('good')
  })

  test('is closed to members, and offers the starter where nothing is written', () => {
    const member = session({ group: groupBar({ role: 'member' }) })
    const admin = session({ group: groupBar({ role: 'admin' }) })
    expect(closedOf(member, draft)).toMatchObject({ act: 'back' })
    expect(closedOf(admin, null)).toMatchObject({ act: 'starter' })
    expect(closedOf(admin, draft)).toBeNull()
  })

  test('knows how far a clause can move', () => {
    expect(editorOf(draft, 'a', false)).toMatchObject({
      isOpen: true,
      title: '修改 1.1',
      canUp: false,
      canDown: false,
    })
    expect(editorOf(draft, 'nobody', false).isOpen).toBe(false)
  })
})

describe('dragging a row', () => {
  const rects = [
    { top: 0, height: 40 },
    { top: 40, height: 100 },
    { top: 140, height: 40 },
  ]

  test('passes a row when its leading edge crosses the middle', () => {
    expect(dropPlace(rects, 0, 0)).toBe(0)
    expect(dropPlace(rects, 0, 49)).toBe(0)
    expect(dropPlace(rects, 0, 51)).toBe(1)
    expect(dropPlace(rects, 0, 500)).toBe(2)
    expect(dropPlace(rects, 2, -49)).toBe(2)
    expect(dropPlace(rects, 2, -51)).toBe(1)
    expect(dropPlace(rects, 2, -500)).toBe(0)
  })

  test('stays where it is until the rows are measured', () => {
    expect(dropPlace([], 1, 80)).toBe(1)
  })
})
