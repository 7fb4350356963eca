import type { CollectionDeclaration } from '../../../local/cloud'

/*
 * A bank whose books show every lost or half write: each transfer is one transaction over two accounts and a ledger
 * entry, each worker also counts its plain writes in a document.
 */

export const ACCOUNTS = 8
export const OPENING_BALANCE = 1000

export const BANK: CollectionDeclaration[] = [
  { name: 'accounts', indexes: [{ name: 'balance', fields: [['balance', -1]] }] },
  {
    name: 'ledger',
    indexes: [
      { name: 'number', fields: [['number', 1]], unique: true },
      {
        name: 'route',
        fields: [
          ['from', 1],
          ['to', 1],
        ],
      },
    ],
  },
  { name: 'counters', indexes: [{ name: 'tags', fields: [['tags', 1]] }] },
]

/** What a worker says when a write has been acknowledged. */
export type Ack =
  { kind: 'transfer'; number: string } | { kind: 'count'; worker: string; value: number }

/** A small generator of random numbers, so that a seed replays a run. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
