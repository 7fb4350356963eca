import { readFileSync } from 'node:fs'
import { phoneNames, README, withTables } from '../../../tools/local-readme'
import { checkTest } from '../../../tools/local-readme/behaviours'
import { withoutComments } from '../../../tools/local-readme/evidence'
import { rate } from '../../../tools/local-readme/rate'
import { absent, partial, remark, works } from '../../../local/fidelity/types'

/* local/README.md says what the local WeChat has. Its tables are those that the code, the tests and `fidelity/` make. */

const text = readFileSync(README, 'utf8')

it('says what the code has; else run: npm run local:readme', async () => {
  expect(await withTables(text)).toBe(text)
})

it('does not know an API that nobody has written down', async () => {
  const names = await phoneNames()
  const changed = await withTables(text, { ...names, apis: [...names.apis, 'launchRocket'] })
  expect(changed).not.toBe(text)
  expect(changed).toContain('`wx.launchRocket`')
})

it('notices an API that is gone', async () => {
  const { apis, objects } = await phoneNames()
  const left = apis.filter((name) => name !== 'showToast')
  expect(await withTables(text, { apis: left, objects })).not.toBe(text)
})

it('needs a place for each table', async () => {
  const without = text.replace('<!-- table:limits -->', '')
  await expect(withTables(without)).rejects.toThrow('no place for the table limits')
})

describe('a proof', () => {
  it('is a test that runs: comments do not count', () => {
    const text =
      "it('a', () => wx.first())\n// it('b', () => wx.second())\n  /* wx.third() */\nf('https://x')"
    const left = withoutComments(`${text}\n<!-- <view> -->`)
    expect(left).toContain('wx.first')
    expect(left).toContain('https://x')
    expect(left).not.toMatch(/second|third|view/)
  })

  it('of a behaviour has to be there by its title', () => {
    const file = 'test/unit/local/readme.test.ts'
    expect(() => checkTest(works('proofs', [file, 'has to be there by its title']))).not.toThrow()
    const gone = ['no test', 'has this title'].join(' that ')
    expect(() => checkTest(works('proofs', [file, gone]))).toThrow('which proves proofs')
  })
})

describe('a name', () => {
  const states = (judged: Parameters<typeof rate>[0]['judged']) =>
    Object.fromEntries(
      rate({
        known: ['tested', 'untested'],
        official: ['tested', 'untested', 'missing'],
        isUsed: (name) => name === 'tested',
        judged,
      }).map(({ name, state, note }) => [name, `${state} ${note}`.trim()]),
    )

  it('is faithful when the code has it and a test uses it, absent when only WeChat has it', () => {
    expect(states({})).toEqual({
      tested: 'faithful',
      untested: 'partial no test uses it',
      missing: 'absent',
    })
  })

  it('is what somebody judged it to be; a remark alone proves nothing', () => {
    expect(
      states({ tested: partial('no sound'), untested: remark('fast'), missing: absent('never') }),
    ).toEqual({
      tested: 'partial no sound',
      untested: 'partial fast; no test uses it',
      missing: 'absent never',
    })
  })

  it('cannot be judged when it is nowhere, nor be partly there when the code has nothing', () => {
    expect(() => states({ renamed: remark('old') })).toThrow('judges renamed')
    expect(() => states({ missing: partial('half') })).toThrow('judges missing')
  })
})
