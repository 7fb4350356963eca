import { actions, type ActionName } from '../../../miniprogram/contract/index'
import { seenTexts } from '../../../miniprogram/contract/seen'

/** Every text of an input that others will see, with its kind. */
const INPUTS: [ActionName, object, string[]][] = [
  ['company.claim', { companyName: '公司', name: '某人' }, ['companyName name', 'name name']],
  ['company.expel', { memberId: 'm', reason: '离职' }, ['reason reason']],
  ['groups.create', { name: '新群', focus: '客户' }, ['name name', 'focus post']],
  ['groups.create', { name: '新群', focus: '' }, ['name name']],
  ['groups.join', { groupId: 'g', cloudId: 'c', name: '某人' }, ['name name']],
  ['groups.remove', { groupId: 'g', memberId: 'm', reason: '转岗' }, ['reason reason']],
  ['groups.moveWaiting', { memberId: 'm', move: 'skip', reason: '不在' }, ['reason reason']],
  [
    'rules.publish',
    { clauses: [{ kind: 'talk', text: '一' }, { text: '二' }], note: '第一版' },
    ['clauses.0.text rules', 'clauses.1.text rules', 'note rules'],
  ],
]

describe('texts that others will see [S1.5]', () => {
  it.each(INPUTS)('of %s %j are found by their fields', (action, input, expected) => {
    const found = seenTexts(actions[action].input, input)
    expect(found.map(({ path, kind }) => `${path} ${kind}`)).toEqual(expected)
  })

  it('are none where people only name what is there', () => {
    expect(seenTexts(actions['rules.get'].input, { groupId: 'g' })).toEqual([])
  })
})
