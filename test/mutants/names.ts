/** Wrong names and texts that the named tests must notice; `old` stands once in the file. */
const NAMES = 'miniprogram/contract/names.ts'
const CHARACTERS = 'miniprogram/contract/characters.ts'
const COMMON = 'miniprogram/contract/common.ts'
const NAMES_TESTS = ['test/unit/contract/names.test.ts']
const COMMON_TESTS = ['test/unit/contract/common.test.ts']

export const mutants = [
  {
    file: NAMES,
    old: 'v.check((name) => !UNSEEN.test(withoutEmoji(name)), INVISIBLE),',
    new: '',
    why: 'names with invisible characters pass',
    tests: NAMES_TESTS,
  },
  {
    file: NAMES,
    old: '!UNSEEN.test(withoutEmoji(name))',
    new: '!UNSEEN.test(name)',
    why: 'a name with a family of emoji is refused',
    tests: NAMES_TESTS,
  },
  {
    file: NAMES,
    old: 'v.check((name) => /\\p{L}/u.test(name), NEEDS_LETTER),',
    new: '',
    why: 'a name of emoji alone passes',
    tests: NAMES_TESTS,
  },
  {
    file: NAMES,
    old: 'v.check((name) => !LINE.test(name), ONE_LINE),',
    new: '',
    why: 'a name over two lines is told something else',
    tests: NAMES_TESTS,
  },
  {
    file: NAMES,
    old: '!hasLoneSurrogate(name) && ',
    new: '',
    why: 'half a character passes',
    tests: NAMES_TESTS,
  },
  {
    file: NAMES,
    old: 'v.transform(compose),',
    new: '',
    why: 'two spellings of é are two names',
    tests: NAMES_TESTS,
  },
  {
    file: NAMES,
    old: '\\p{M}{4,}',
    new: '\\p{M}{40,}',
    why: 'piles of marks cover the line above',
    tests: NAMES_TESTS,
  },
  {
    file: NAMES,
    old: ".toLowerCase().replace(HIDDEN, '')",
    new: '.toLowerCase()',
    why: 'an invisible character tells two names apart',
    tests: NAMES_TESTS,
  },
  {
    file: CHARACTERS,
    old: 'text.length <= max || (text.length <= max * UNITS_MAX && countCharacters(text) <= max)',
    new: 'text.length <= max',
    why: 'an emoji counts as two',
    tests: NAMES_TESTS,
  },
  {
    file: CHARACTERS,
    old: 'text.length <= max * UNITS_MAX && ',
    new: '',
    why: 'a text of a thousand marks on a letter is one character',
    tests: COMMON_TESTS,
  },
  {
    file: COMMON,
    old: 'v.transform(stripBidi),',
    new: '',
    why: 'a text turns the line around',
    tests: COMMON_TESTS,
  },
  {
    file: COMMON,
    old: ', v.check(hasInk, EMPTY)',
    new: '',
    why: 'a text of nothing that is seen passes',
    tests: COMMON_TESTS,
  },
]
