import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import fences from './eslint.fences.cjs'

const TYPED = [
  'cloudfunctions/**/*.ts',
  'miniprogram/**/*.ts',
  'local/**/*.ts',
  'story/**/*.ts',
  'deploy/**/*.ts',
  'tools/**/*.ts',
  'test/**/*.ts',
]

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'dist/',
      '.cache/',
      '.local/',
      'miniprogram/miniprogram_npm/',
      'miniprogram/vendor/',
      'test/pages/fixtures/',
      'test/functions/plug-in/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict.map((config) => ({ ...config, files: TYPED })),
  {
    files: TYPED,
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { properties: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Keys are made of control characters on purpose; deletes of computed keys are how updates work.
      'no-control-regex': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['miniprogram/pages/**/*.ts', 'miniprogram/subpackages/**/*.ts'],
    ignores: ['**/*.model.ts'],
    rules: { 'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Tables of cases are long and read from top to bottom; fakes of promises are awaited like the real ones.
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/await-thenable': 'off',
    },
  },
  ...fences,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { ...globals.node, jest: 'readonly' } },
  },
)
