import {
  absent,
  differs,
  each,
  misses,
  partial,
  remark,
  works,
  type Behaviour,
  type Judgements,
} from './types'

const EDGES =
  'edges of shapes are straight in degrees, not great circles; distances agree to the last digit'
const TEXT = 'refused as in a collection without a text index'

/** Commands of `db.command` and of `db.command.project`. */
export const QUERY: Judgements = {
  text: absent(TEXT),
  geoIntersects: partial(EDGES),
  geoWithin: partial(EDGES),
  geoNear: remark('sorts by distance and needs an index of places'),
}

export const UPDATE: Judgements = {
  addToSet: remark(
    '`addToSet({ each })` adds that object, as SDK 4.0.2 sends it; write `addToSet({ $each })`',
  ),
}

export const STAGES: Judgements = {
  bucketAuto: partial('`granularity` is refused'),
  ...each(
    'collStats facet graphLookup indexStats out redact',
    absent('SDK 4.0.2 declares it and throws before anything is sent'),
  ),
}

export const OPERATORS: Judgements = {
  meta: absent('needs a text search'),
}

/** Operators that the SDK sends only when somebody writes them out. */
export const RAW: Judgements = {
  $text: absent(TEXT),
  $where: absent('refused, as on the platform'),
  $meta: absent('needs a text search'),
}

export const ACTIONS: Judgements = {
  'database.deleteDocInTransaction': absent('of old SDKs; wx-server-sdk 4.0.2 never sends it'),
  'database.getInTransaction': absent('of old SDKs; wx-server-sdk 4.0.2 never sends it'),
  'database.updateDocInTransaction': absent('of old SDKs; wx-server-sdk 4.0.2 never sends it'),
  'database.modifyAndReturnDoc': remark('for other SDKs; wx-server-sdk does not offer it'),
}

const CONFORMANCE = 'test/conformance'
const TRANSACTIONS = `${CONFORMANCE}/isolation/transactions.test.ts`

/** What no name stands for. */
export const DATABASE: readonly Behaviour[] = [
  works('snapshot isolation: dirty write, lost update and read skew refused', [
    TRANSACTIONS,
    'is refused at the second write, at once',
  ]),
  works('write skew shows without a guard document', [
    TRANSACTIONS,
    'shows without a guard document',
  ]),
  works('write skew disappears when both write a guard document', [
    TRANSACTIONS,
    'disappears when both write a guard document',
  ]),
  works('a transaction that outlives its time is aborted', [
    `${CONFORMANCE}/isolation/sdk-ends.test.ts`,
    'a commit after its time is refused with its code, once, and nothing stays',
  ]),
  works('operations of one transaction take turns', [
    TRANSACTIONS,
    'so that a commit takes along a write nobody waited for',
  ]),
  differs(
    'a conflict at the commit',
    'one process decides at the operation, so that a commit itself only reports what ended the transaction before: its time, an operation that failed, an earlier end (DATABASE_TRANSACTION_FAIL). The DATABASE_TRANSACTION_CONFLICT that the platform may answer there comes only where a test asks for it; the SDK then tries again',
  ),
  works('a plain write waits for a locked document', [
    `${CONFORMANCE}/isolation/plain-writes.test.ts`,
    'wait for the commit and build on it',
  ]),
  works(
    '`where().update`, `where().remove`, `count` and `aggregate` escape from a transaction',
    [`${CONFORMANCE}/isolation/sdk.test.ts`, 'escape'],
    'logged, and refused where a test asks for it',
  ),
  works('unique indexes, a missing field counting as null', [
    `${CONFORMANCE}/indexes.test.ts`,
    'takes a missing field for null, once',
  ]),
  works('nested objects of an update are dotted paths', [
    `${CONFORMANCE}/update.test.ts`,
    'a nested object keeps its other fields',
  ]),
  works('times of the server with an offset', [
    `${CONFORMANCE}/update.test.ts`,
    'are resolved with their offset',
  ]),
  works('order across types', [`${CONFORMANCE}/query.test.ts`, 'sorts across types']),
  works('regular expressions', [`${CONFORMANCE}/query.test.ts`, 'RegExp'], 'options i, m, s, x'),
  works('calls and answers of the tests that @cloudbase/node-sdk publishes', [
    `${CONFORMANCE}/published.test.ts`,
    'distances to places, to the last digit',
  ]),
  works('acknowledged writes survive SIGKILL, a full disk and short writes', [
    `${CONFORMANCE}/crash.test.ts`,
    'survives SIGKILL at random moments',
  ]),
  works(
    'a query without a fitting index',
    [`${CONFORMANCE}/indexes.test.ts`, 'is content while there are few documents'],
    'stricter than the platform, which is only slow: refused with the index to declare, but not by `local:cloud` without `--collections`',
  ),
  differs(
    'numbers',
    'JavaScript cannot tell 1.0 from 1; int64 and decimals keep their digits, arithmetic on decimals is refused',
  ),
  differs(
    'order of fields',
    'fields named by whole numbers come first, as in every JavaScript object; `__proto__` is refused',
  ),
  misses(
    '`watch` and queries from the phone',
    '`wx.cloud.database` throws: every collection here is closed to clients',
  ),
  misses('security rules', 'functions never meet them; deploying them is checked in `deploy/`'),
  misses('import, export, backups'),
]
