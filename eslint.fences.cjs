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
const NO_LOCAL = {
  regex: '(^|/)(local|story)/',
  message: 'The product knows nothing of local/ and story/.',
}
const ONLY_CONTRACT = {
  regex: 'miniprogram/(?!contract/|vendor/(valibot|dayjs)$)',
  message: 'The server imports the contract only.',
}
const SERVER = [ONLY_CONTRACT, NO_SDK, NO_LOCAL]

/** Domain → engine → kernel, never back. */
const NO_MODULES = {
  regex: '(^|/)modules(/|$)',
  message: 'The ground knows no domain; domains bring their parts (kernel/domain.ts).',
}
const NO_ENGINES = { regex: '(^|/)engines(/|$)', message: 'The kernel knows no engine.' }
const NO_PLATFORM = {
  regex: '(^|/)platform/',
  message: 'Only the functions put the platform in; the rest knows ports (kernel/ports.ts).',
}
/** Engines and domains have one face; what lies beside it is their own. */
const FACES = {
  regex: '(^|/)(engines|modules)/[^/]+/(?!index$)',
  message: 'An engine or domain is imported by its index.',
}
const FACES_BESIDE = {
  regex: '^\\.\\./(?!\\.\\./)[^/]+/(?!index$)',
  message: 'Another engine or domain is imported by its index.',
}
const FACES_BELOW = {
  regex: '^\\./[^/]+/(?!index$)',
  message: 'The list of domains imports their faces.',
}
const OWN_TABLES = {
  regex: '^\\.\\..*\\.tables$',
  message: 'A collection is read and written in its own folder only.',
}

/** Imports of values that make a decision impure; types are fine. */
const IMPURE =
  '(\\.(repo|handlers|jobs|tables|writes)$|(^|/)platform/|kernel/(database|clock|dispatch|transaction|call|tick)$)'
const PURE = ['ImportSpecifier', 'ImportDefaultSpecifier', 'ImportNamespaceSpecifier'].map(
  (kind) => ({
    selector: `ImportDeclaration[importKind!='type'][source.value=/${IMPURE.replaceAll('/', '\\/')}/] > ${kind}[importKind!='type']`,
    message: 'Decisions are pure: no storage, no clock; only types of what is stored.',
  }),
)

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
    rules: patterns(...SERVER, FACES),
  },
  {
    name: 'fence: the kernel knows no engine and no domain',
    files: ['cloudfunctions/kernel/**/*.ts'],
    rules: patterns(...SERVER, NO_MODULES, NO_ENGINES, NO_PLATFORM),
  },
  {
    name: 'fence: engines know no domain, and each other by their faces',
    files: ['cloudfunctions/engines/**/*.ts'],
    rules: patterns(...SERVER, NO_MODULES, NO_PLATFORM, OWN_TABLES, FACES, FACES_BESIDE),
  },
  {
    name: 'fence: domains know each other by their faces',
    files: ['cloudfunctions/modules/*/**/*.ts'],
    rules: patterns(...SERVER, NO_PLATFORM, OWN_TABLES, FACES, FACES_BESIDE),
  },
  {
    name: 'fence: the list of domains knows faces',
    files: ['cloudfunctions/modules/*.ts'],
    rules: patterns(...SERVER, NO_PLATFORM, FACES_BELOW, FACES),
  },
  {
    name: 'fence: the platform adapter',
    files: ['cloudfunctions/platform/**/*.ts'],
    rules: patterns(ONLY_CONTRACT, NO_LOCAL, NO_MODULES, NO_ENGINES),
  },
  {
    name: 'fence: clock and chance come from the context',
    files: ['cloudfunctions/{modules,engines}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCKS] },
  },
  {
    name: 'fence: decisions are pure',
    files: ['cloudfunctions/{modules,engines}/**/*.logic.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCKS, ...PURE] },
  },
  {
    name: 'fence: local loads artefacts',
    files: ['local/**/*.ts'],
    rules: patterns({
      regex: '(^|/)(miniprogram|cloudfunctions|story)/',
      message: 'local/ loads built artefacts, it does not import the product.',
    }),
  },
  {
    name: 'fence: the story plays through the doors',
    files: ['story/**/*.ts'],
    rules: patterns(
      ONLY_CONTRACT,
      NO_SDK,
      {
        regex: 'cloudfunctions/(?!kernel/|modules$|modules/content$|platform/port$)',
        message: 'The story acts through the dispatcher, it knows no domain.',
      },
      {
        regex: '(^|/)local/(?!cloud/(in-process|types)$|world($|/)|cli/console$)',
        message: 'Of local/ the story needs the database and the small WeChat.',
      },
    ),
  },
  {
    name: 'fence: deploy sends artefacts',
    files: ['deploy/**/*.ts'],
    rules: patterns({
      regex: '(^|/)(miniprogram|cloudfunctions|local|story)/',
      message: 'deploy/ sends what was built, it does not import the product.',
    }),
  },
  {
    name: 'fence: the browser side of local',
    files: ['local/phone/**/*.ts'],
    rules: patterns(
      { regex: '^node:', message: 'local/phone runs in a browser.' },
      {
        regex: '(^|/)(miniprogram|cloudfunctions|story)/',
        message: 'local/ loads built artefacts.',
      },
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
