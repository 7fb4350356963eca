import type { State } from './types'

/** A bound of the platform, and the constant of the code that keeps it here. */
export interface Limit {
  what: string
  /** As WeChat documents it. */
  platform: string
  /** Where the number is; absent when nothing here keeps the bound. */
  constant?: readonly [file: string, name: string]
  unit?: 'MB' | 'KB' | 's' | 'h' | 'min'
  state: State
  note?: string
}

const MB = 1024 * 1024
export const UNITS: Readonly<Record<NonNullable<Limit['unit']>, number>> = {
  MB,
  KB: 1024,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
}

export const LIMITS: readonly Limit[] = [
  {
    what: 'documents of a query without `limit`',
    platform: '100 in functions',
    constant: ['local/cloud/db/request.ts', 'DEFAULT_LIMIT'],
    state: 'faithful',
  },
  {
    what: 'documents of a query',
    platform: '1000 in functions',
    constant: ['local/cloud/db/request.ts', 'MAX_LIMIT'],
    state: 'faithful',
  },
  {
    what: 'documents of an aggregation without `limit`',
    platform: '20',
    constant: ['local/cloud/db/actions/read.ts', 'DEFAULT_OUTPUT'],
    state: 'faithful',
  },
  {
    what: 'size of a document',
    platform: '16 MB',
    constant: ['local/cloud/db/update/storable.ts', 'MAX_SIZE'],
    unit: 'MB',
    state: 'faithful',
  },
  {
    what: 'life of a transaction',
    platform: '30 s',
    constant: ['local/cloud/db/engine.ts', 'TRANSACTION_LIFETIME_MS'],
    unit: 's',
    state: 'faithful',
  },
  {
    what: 'wait for a locked document',
    platform: 'not documented',
    constant: ['local/cloud/db/engine.ts', 'LOCK_WAIT_MS'],
    unit: 's',
    state: 'partial',
    note: 'then DATABASE_TIMEOUT',
  },
  {
    what: 'documents looked at in vain',
    platform: 'none: slow, or a time-out',
    constant: ['local/cloud/db/engine.ts', 'MAX_SCAN'],
    state: 'partial',
    note: 'stricter on purpose: the missing index is named',
  },
  {
    what: 'indexes of a collection, size of an index key',
    platform: '20 to 100, 1024 bytes',
    state: 'absent',
  },
  { what: 'requests a second, connections', platform: 'by plan', state: 'absent' },
  {
    what: 'time-out of a function',
    platform: '3 s',
    constant: ['local/cloud/functions/config.ts', 'DEFAULT_TIMEOUT_SECONDS'],
    state: 'faithful',
    note: 'seconds',
  },
  {
    what: 'longest time-out in config.json',
    platform: '300 s',
    constant: ['local/cloud/functions/config.ts', 'MAX_TIMEOUT_SECONDS'],
    state: 'faithful',
    note: 'seconds',
  },
  {
    what: 'event of a function',
    platform: '6 MB',
    constant: ['local/cloud/functions/host.ts', 'MAX_EVENT_BYTES'],
    unit: 'MB',
    state: 'faithful',
  },
  {
    what: 'result towards the mini program',
    platform: '1 MB',
    constant: ['local/cloud/functions/client-call.ts', 'MAX_RESULT_BYTES'],
    unit: 'MB',
    state: 'faithful',
  },
  {
    what: 'CloudIDs in one call',
    platform: '5',
    constant: ['local/cloud/functions/client-call.ts', 'MAX_CLOUD_IDS'],
    state: 'faithful',
  },
  {
    what: 'files in one list call of storage',
    platform: '50',
    constant: ['local/cloud/storage/index.ts', 'MAX_LIST'],
    state: 'faithful',
  },
  {
    what: 'text of a content check',
    platform: '2500 characters',
    constant: ['local/cloud/openapi/security.ts', 'MAX_CONTENT'],
    state: 'faithful',
  },
  {
    what: 'a person’s last visit before a content check',
    platform: '2 h',
    constant: ['local/cloud/openapi/security.ts', 'VISIT_LIFE_MS'],
    unit: 'h',
    state: 'faithful',
  },
  {
    what: 'templates of one subscription request',
    platform: '3, newer clients 5',
    constant: ['local/phone/wx/open-api/subscribe.ts', 'MOST_TEMPLATES'],
    state: 'partial',
    note: 'that of old clients',
  },
  {
    what: 'pages of one stack',
    platform: '10',
    constant: ['local/phone/runtime/router.ts', 'MAX_PAGES'],
    state: 'faithful',
  },
  {
    what: 'one value in storage',
    platform: '1 MB',
    constant: ['local/phone/wx/storage/codec.ts', 'VALUE_LIMIT'],
    unit: 'MB',
    state: 'faithful',
  },
  {
    what: 'all of storage',
    platform: '10 MB',
    constant: ['local/phone/wx/storage/codec.ts', 'TOTAL_LIMIT'],
    unit: 'MB',
    state: 'partial',
    note: 'a browser may stop at 5 MB, with the same message',
  },
  {
    what: 'rows of an action sheet',
    platform: '6',
    constant: ['local/phone/wx/interaction/action-sheet.ts', 'MOST_ITEMS'],
    state: 'faithful',
  },
  {
    what: 'characters of a button in a modal',
    platform: '4',
    constant: ['local/phone/wx/interaction/modal.ts', 'BUTTON_LENGTH'],
    state: 'faithful',
  },
  {
    what: 'silence after a refused privacy request',
    platform: '10 s',
    constant: ['local/phone/wx/privacy/gate.ts', 'QUIET_MS'],
    unit: 's',
    state: 'faithful',
  },
  { what: 'user files', platform: '200 MB', state: 'absent' },
  {
    what: 'data of one `setData`',
    platform: '1 MB',
    state: 'absent',
    note: 'held to 64 KB by the product’s own tests',
  },
  {
    what: 'size of packages',
    platform: '2 MB each, 30 MB together',
    state: 'absent',
    note: '`npm run check` holds the product to 450 KB and 300 KB',
  },
  { what: 'calls a second of `login`, `getSetting`, …', platform: '4 and others', state: 'absent' },
]
