/**
 * The walls between the parts of this repository, as lint rules. Each has a fixture in `test/fences/fixtures.ts` that must
 * fail: a fence that is not tested is not a fence.
 */
const CLOCKS = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Use ctx.now.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Use ctx.now.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Use ctx.newId().',
  },
]

const patterns = (...list) => ({
  'no-restricted-imports': ['error', { patterns: list }],
})

const NO_SDK = { regex: '^wx-server-sdk', message: 'Only cloudfunctions/platform imports the SDK.' }
const NO_LOCAL = { regex: '(^|/)local/', message: 'The product knows nothing of local/.' }
const ONLY_CONTRACT = {
  regex: 'miniprogram/(?!contract/|vendor/(valibot|dayjs)$)',
  message: 'The server imports the contract only.',
}

module.exports = [
  {
    name: 'fence: the mini program',
    files: ['miniprogram/**/*.ts'],
    rules: {
      ...patterns(
        { regex: 'cloudfunctions', message: 'The phone never imports server code.' },
        NO_LOCAL,
        NO_SDK,
        { regex: '^(node:|fs$|path$|crypto$)', message: 'There is no Node on a phone.' },
      ),
      'no-restricted-globals': ['error', 'window', 'document', 'process', 'Buffer', 'require'],
    },
  },
  {
    name: 'fence: wx lives in services and ui',
    files: ['miniprogram/**/*.ts'],
    ignores: ['miniprogram/services/**', 'miniprogram/ui/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'window',
        'document',
        'process',
        'Buffer',
        'require',
        { name: 'wx', message: 'Call wx in services/ or ui/.' },
      ],
    },
  },
  {
    name: 'fence: no callbacks where a promise will do',
    files: ['miniprogram/**/*.ts'],
    ignores: ['miniprogram/services/**', 'miniprogram/ui/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.property.name='then']", message: 'Use await.' },
      ],
    },
  },
  {
    name: 'fence: the contract stands alone',
    files: ['miniprogram/contract/**/*.ts'],
    rules: patterns({
      regex: '^(?!\\./|\\.\\./vendor/(valibot|dayjs)$)',
      message: 'The contract imports the slices of valibot and dayjs only.',
    }),
  },
  {
    name: 'fence: cloud functions',
    files: ['cloudfunctions/**/*.ts'],
    ignores: ['cloudfunctions/platform/**'],
    rules: patterns(ONLY_CONTRACT, NO_SDK, NO_LOCAL),
  },
  {
    name: 'fence: the platform adapter',
    files: ['cloudfunctions/platform/**/*.ts'],
    rules: patterns(ONLY_CONTRACT, NO_LOCAL),
  },
  {
    name: 'fence: clock and chance come from the context',
    files: ['cloudfunctions/modules/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCKS] },
  },
  {
    name: 'fence: rules are pure',
    files: ['cloudfunctions/modules/**/*.rules.ts'],
    rules: patterns(
      ONLY_CONTRACT,
      NO_SDK,
      NO_LOCAL,
      { regex: '\\.repo$|\\.handlers$|\\.jobs$', message: 'Rules know no storage.' },
      {
        regex: 'platform/|kernel/(clock|database|dispatch|transaction)',
        message: 'Rules are pure.',
      },
    ),
  },
  {
    name: 'fence: local loads artefacts',
    files: ['local/**/*.ts'],
    rules: patterns({
      regex: '(^|/)(miniprogram|cloudfunctions)/',
      message: 'local/ loads built artefacts, it does not import the product.',
    }),
  },
  {
    name: 'fence: deploy sends artefacts',
    files: ['deploy/**/*.ts'],
    rules: patterns({
      regex: '(^|/)(miniprogram|cloudfunctions|local)/',
      message: 'deploy/ sends what was built, it does not import the product.',
    }),
  },
  {
    name: 'fence: the browser side of local',
    files: ['local/phone/**/*.ts'],
    rules: patterns(
      { regex: '^node:', message: 'local/phone runs in a browser.' },
      { regex: '(^|/)(miniprogram|cloudfunctions)/', message: 'local/ loads built artefacts.' },
    ),
  },
  {
    name: 'fence: every test runs',
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(skip|only|todo)$/]',
          message: 'A test that does not run proves nothing, and hides that of others.',
        },
        {
          selector: 'CallExpression[callee.name=/^[xf](it|test|describe)$/]',
          message: 'A test that does not run proves nothing, and hides that of others.',
        },
      ],
    },
  },
]
