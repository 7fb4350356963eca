import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { CollectionDeclaration } from '../../local/cloud/types'
import type { ExpectedFile, KnownFailure } from './compare'
import type { PinnedPackage } from './package'

/** A CloudBase SDK for Node whose archive has its tests; the one installed here comes without. */
export const PACKAGE: PinnedPackage = {
  name: '@cloudbase/node-sdk',
  version: '2.10.0',
  integrity:
    'sha512-P9loxdwN6qG3iIzjx2Z3uBk/4iyn9+KoiWYGi9ZwhWP1toijpQu0+eLSAaMupNJecJopS21IWUmmGSetlZh8UA==',
}

/** The two indexes that its authors made by hand in the console of their environment. */
export const COLLECTIONS: CollectionDeclaration[] = [
  { name: 'attractions', indexes: [{ name: 'location', fields: [['location', '2dsphere']] }] },
  { name: 'db-test-geo-advanced', indexes: [{ name: 'point', fields: [['point', '2dsphere']] }] },
]

const of = (
  file: string,
  passed: number,
  skipped = 0,
  ...failures: KnownFailure[]
): ExpectedFile => ({ file: `database/${file}.test.ts`, passed, skipped, failures })

/** The tests of database, aggregation and transactions. */
export const FILES: readonly ExpectedFile[] = [
  of('index', 17, 0, {
    name: 'test/index.test.ts 验证throwOnCode',
    message: "The dollar ($) prefixed field '$_key' in '$_key' is not valid for storage.",
    reason: 'SDK 3.x throws what it reads from the answer: `init` no longer knows `throwOnCode`',
  }),
  of('unit/advanced-operator', 29, 5),
  of('unit/aggregation', 23),
  of('unit/collection', 11),
  of('unit/command', 39, 4),
  of('unit/date', 1, 0, {
    name: 'Date类型 Document - CRUD',
    message: 'The "actual" and "expected" arguments must be specified',
    reason: 'it calls assert.strictEqual with one argument, which only power-assert accepts',
  }),
  of('unit/db', 2),
  of('unit/document', 7),
  of('unit/geo-advanced', 5),
  of('unit/geo', 1),
  of('unit/logic-operators', 3),
  of('unit/lookup-pipeline', 2),
  of('unit/oid', 3),
  of('unit/order', 1),
  of('unit/projection', 3),
  of('unit/query-date', 3),
  of('unit/query.limit', 4),
  of('unit/regex-query', 1),
  of('unit/transaction', 25),
  of('unit/util', 1),
  of('unit/validate', 13),
]

/** The other tests of the package, which say nothing of a database. */
export const LEFT_OUT: readonly { reason: string; files: readonly string[] }[] = [
  {
    reason:
      'answers come from a fake of `request` or of its own sources, which SDK 3.x does not have',
    files: [
      'auth/index.test.ts',
      'envMock/env.test.ts',
      'functions/canayRelease.test.ts',
      'functions/invokeFunction.test.ts',
      'requestMock/request.test.ts',
      'requestOptionsValidate/index.test.ts',
      'storage/getCosUploadMetadata.test.ts',
      'storage/getDownloadUrls.test.ts',
      'storage/getFileAuthority.test.ts',
      'wx/openapi.test.ts',
    ],
  },
  {
    reason: 'cloud storage, not the database',
    files: ['storage/deleteFile.test.ts', 'storage/downloadFile.test.ts'],
  },
  {
    reason: 'the SDK alone, or reports to Tencent',
    files: [
      'analytics/index.test.ts',
      'extensionMock/extension.test.ts',
      'index.test.ts',
      'log/index.test.ts',
      'utils/request.test.ts',
      'wx/wxCloudToken.test.ts',
    ],
  },
]

/** Files with tests that an unpacked package has and nobody has named here. */
export function unnamed(packageDir: string): string[] {
  const named = new Set([
    ...FILES.map(({ file }) => file),
    ...LEFT_OUT.flatMap(({ files }) => files),
  ])
  return readdirSync(join(packageDir, 'test'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.test.ts') && !named.has(path))
}
