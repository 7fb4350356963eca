import {
  numbered,
  removeClause,
  setText,
  startDraft,
} from '../../../../miniprogram/subpackages/rules/draft.model'
import {
  askedOf,
  diffRows,
  doneWords,
  previewView,
  questionOf,
  refusalOf,
} from '../../../../miniprogram/subpackages/rules/publish/publish.model'
import { ruleBook } from '../kit/views'

const book = ruleBook({
  version: 3,
  acknowledged: { count: 9, total: 12 },
  clauses: numbered([
    { clauseId: 'a', kind: 'conduct', text: '只谈工作' },
    { clauseId: 'b', kind: 'talk', text: '先写主题' },
  ]),
})
const draft = setText(startDraft('g1', book), 'a', '只谈公事')
const asked = { total: 12, confirmed: 9 }

describe('the preview', () => {
  test('shows the difference with the words before', () => {
    const view = previewView(removeClause(draft, 'b'), asked, {})
    expect(view).toMatchObject({
      title: 'v3 → v4',
      summary: '改动 1 条 · 删除 1 条',
      publish: '发布 v4',
    })
    expect(view.rows).toMatchObject([
      { change: 'changed', before: '只谈工作', number: '1.1' },
      { change: 'removed', number: '2.1' },
    ])
  })

  test('shows a refused clause also where it was not changed', () => {
    expect(diffRows(draft, { b: '「最」不能用' })[0]).toMatchObject({
      clauseId: 'b',
      change: '',
      error: '「最」不能用',
    })
  })

  test('says what the switch means as it stands', () => {
    expect(previewView(draft, asked, {}).materialText).toBe('开启：12 人都需要重新确认')
    expect(previewView({ ...draft, material: false }, asked, {}).materialText).toBe(
      '关闭：已确认的 9 人仍然有效',
    )
  })
})

describe('before publishing', () => {
  test('tells how many people will be asked', () => {
    expect(questionOf(draft, asked).lines[1]).toBe('12 人会收到通知，要在 3 天内确认')
    const minor = { ...draft, material: false }
    expect(questionOf(minor, asked).lines[1]).toContain('没确认的 3 人')
    expect(questionOf(minor, { total: 9, confirmed: 9 }).lines[1]).toContain('不会发通知')
  })

  test('the first version asks every member who is no observer', () => {
    const members = [{ role: 'admin' }, { role: 'member' }, { role: 'observer' }]
    expect(askedOf(null, members)).toEqual({ total: 2, confirmed: 0 })
    expect(askedOf(book, [])).toEqual(asked)
  })

  test('a refusal is one sentence and stands at the clauses', () => {
    expect(refusalOf(draft, { 'clauses.0.text': '「最」不能用' })).toEqual({
      clauses: { a: '「最」不能用' },
      text: '有 1 条要改，已在下面标出',
    })
    expect(refusalOf(draft, { note: '太长了，最多 200 个字' }).text).toBe('太长了，最多 200 个字')
  })
})

test('after publishing the page says who is asked to confirm', () => {
  expect(doneWords(4, true, asked)).toEqual({
    title: '群规 v4 已生效',
    text: `${asked.total} 人会收到确认通知，把卡片发到群里更快`,
  })
  expect(doneWords(4, false, asked).text).toContain('仍然有效')
})
