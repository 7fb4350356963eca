import { capabilities, featureProblems, rowsInNames, unproven } from '../../../tools/features'

const PAGE = `# Features

## There now

| capability | rows | screen | test |
| --- | --- | --- | --- |
| Read and confirm | S1.1 Q32 | \`pages/rules/rules\` | \`test/a.test.ts\`, \`test/b.test.ts\` |
| Kept answers | M12 | | \`test/c.test.ts\` |

## To come

- S1.4 N4
`

const everything = { test: () => true, screen: () => true }

describe('the list of features', () => {
  it('is read up to what is to come', () => {
    expect(capabilities(PAGE)).toEqual([
      {
        ...{ name: 'Read and confirm', rows: ['S1.1', 'Q32'], screens: ['pages/rules/rules'] },
        tests: ['test/a.test.ts', 'test/b.test.ts'],
      },
      { name: 'Kept answers', rows: ['M12'], screens: [], tests: ['test/c.test.ts'] },
    ])
  })

  it('has codes for rows, or is refused', () => {
    expect(() => capabilities(PAGE.replace('M12', 'S3.1'))).toThrow('S3.1')
    expect(() => capabilities(PAGE.replace('M12', ''))).toThrow('Kept answers')
  })

  it('holds nothing that is not proven', () => {
    const claimed = capabilities(PAGE)
    expect(unproven(claimed, new Set(['S1.1', 'Q32', 'M12']), everything)).toEqual([])
    expect(unproven(claimed, new Set(['S1.1', 'M12']), everything)).toEqual([
      "Q32 (Read and confirm): in no test's name",
    ])
    const nothing = { test: (path: string) => !path.includes('/b.'), screen: () => false }
    expect(unproven(claimed, new Set(['S1.1', 'Q32', 'M12']), nothing)).toEqual([
      'Read and confirm: no test/b.test.ts',
      'Read and confirm: no page pages/rules/rules',
    ])
  })

  it('and this repository’s agree', () => {
    expect(featureProblems()).toEqual([])
  })
})

describe('rows in the names of tests', () => {
  it.each([
    ["it('reads and confirms [S1.1] [Q32]', () => {})", ['S1.1', 'Q32']],
    ["it.each([['a', [1]]])('is refused: %s [M4]', () => {})", ['M4']],
    ['describe("in a group [N3]", () => {})', ['N3']],
    ['it(`is not the admin’s [S2.12]`, () => {})', ['S2.12']],
    ["it('says \\'no\\' [B1]', () => {})", ['B1']],
    ["// [S1.1]\nexpect(rows['[S1.2]']).toBe(1)", []],
    ["it('takes a list [1, 2] and [x]', () => {})", []],
  ])('are found where they are: %s', (source, rows) => {
    expect([...rowsInNames(source)]).toEqual(rows)
  })
})
