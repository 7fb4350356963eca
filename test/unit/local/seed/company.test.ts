import * as v from 'valibot'
import { identityId, type SeedDocuments } from '../../../../local/seed/documents'
import { hashOf } from '../../../../cloudfunctions/kernel/hash'
import { findWords, verdictOf } from '../../../../cloudfunctions/modules/content/content.logic'
import { WORD_STANDARD } from '../../../../cloudfunctions/modules/content/word-standard'
import { isConfirmed, mustConfirm } from '../../../../cloudfunctions/modules/rules/rules.rules'
import * as rules from '../../../../cloudfunctions/modules/rules/rules.rules'
import type { Collections } from '../../../../cloudfunctions/schema/types'
import { Id } from '../../../../miniprogram/contract/common'
import * as limits from '../../../../miniprogram/contract/limits'
import { groupOf, MOMENTS, NOW, planAt, timeOf } from './plan'

describe('the company of the seed', () => {
  it('writes documents that the source knows', async () => {
    const { documents } = await planAt(NOW)
    // The assignment is the check: it does not compile when a shape has moved on.
    const known: { [C in keyof SeedDocuments]: Collections[C][] } = documents
    for (const [collection, rows] of Object.entries(known)) {
      const ids = rows.map(({ _id }) => _id)
      expect([collection, new Set(ids).size]).toEqual([collection, ids.length])
    }
    for (const { openid, _id } of documents.identities) {
      expect(_id).toBe(hashOf(openid))
      expect(identityId(openid)).toBe(_id)
    }
    const ids = [...documents.members, ...documents.groups].map(({ _id }) => _id)
    for (const id of ids) expect(v.is(Id, id)).toBe(true)
  })

  it('has about sixty people with different names that fit', async () => {
    const { documents, openids } = await planAt(NOW)
    expect(openids.size).toBeGreaterThanOrEqual(58)
    expect(openids.size).toBeLessThanOrEqual(66)
    const names = documents.members.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.every((name) => name.length <= limits.NAME_MAX)).toBe(true)
    expect(new Set(names.map(([surname]) => surname)).size).toBeGreaterThan(45)
    expect(names.some((name) => name.length === 4)).toBe(true)
    expect(documents.company[0]!.name.length).toBeLessThanOrEqual(limits.COMPANY_NAME_MAX)
    const roles = documents.members.map(({ companyRole }) => companyRole)
    expect(roles.filter((role) => role === 'owner')).toHaveLength(1)
    expect(roles.filter((role) => role === 'manager')).toHaveLength(2)
  })

  it.each(MOMENTS)(
    'takes one seat a member and keeps waiting lists in order, at %s',
    async (moment) => {
      const { documents } = await planAt(moment)
      for (const group of documents.groups) {
        const own = documents.memberships.filter(({ groupId }) => groupId === group._id)
        const active = own.filter(({ status }) => status === 'active')
        expect(group.seatsTaken).toBe(active.length)
        expect(group.seatsTaken).toBeLessThanOrEqual(group.cap)
        expect(group.name.length).toBeLessThanOrEqual(limits.GROUP_NAME_MAX)
        expect(group.focus.length).toBeLessThanOrEqual(limits.FOCUS_MAX)
        const admins = active.filter(({ role }) => role === 'admin').map(({ memberId }) => memberId)
        expect(group.adminIds).toEqual(admins)
        expect(admins.length).toBeGreaterThanOrEqual(1)
        expect(admins.length).toBeLessThanOrEqual(2)
        const waiting = documents.waiting_list.filter(({ groupId }) => groupId === group._id)
        expect(waiting.map(({ seq }) => seq)).toEqual(waiting.map((_, index) => index + 1))
        expect([group.waitingCount, group.waitingSeq]).toEqual([waiting.length, waiting.length])
        if (waiting.length > 0) expect(group.seatsTaken).toBe(group.cap)
        for (const { joinedAt } of own) expect(joinedAt).toBeGreaterThan(group.createdAt)
      }
    },
  )

  it('has groups of two types, a full one, one below the ideal band, an observer and a removed member', async () => {
    const plan = await planAt(NOW)
    const { groups, memberships } = plan.documents
    expect(groups.map(({ name, seatsTaken }) => [name, seatsTaken])).toEqual([
      ['华东客户维护群', 12],
      ['华南大客户群', 15],
      ['售后响应群', 13],
      ['新人训练营', 11],
      ['新品上市项目群', 9],
    ])
    expect(new Set(groups.map(({ type }) => type))).toEqual(new Set(['function', 'project']))
    expect(memberships.filter(({ role }) => role === 'observer')).toHaveLength(1)
    const removed = memberships.filter(({ status }) => status === 'removed')
    expect(removed).toHaveLength(1)
    expect(removed[0]?.removedReason).toBeTruthy()
    const active = memberships.filter(({ status }) => status === 'active')
    expect(active.length).toBeGreaterThan(new Set(active.map(({ memberId }) => memberId)).size)
  })
})

describe('the 群规 of the seed', () => {
  it.each(MOMENTS)(
    'has whole books with numbered clauses and their history, at %s',
    async (moment) => {
      const { documents } = await planAt(moment)
      const now = timeOf(moment)
      expect(documents.rule_books).toHaveLength(4)
      for (const book of documents.rule_books) {
        const versions = documents.rule_versions.filter(({ groupId }) => groupId === book._id)
        expect(versions.map(({ version }) => version)).toEqual(
          versions.map((_, index) => index + 1),
        )
        const [last, before] = versions.slice(-2).reverse()
        expect(book.clauses).toEqual(last?.clauses)
        expect(book.changes).toEqual(before ? rules.diffClauses(before.clauses, book.clauses) : [])
        const required = versions.filter(({ material }) => material).at(-1)
        expect(book.requiredVersion).toBe(required?.version)
        expect(book.requiredAt).toBe(required?.effectiveAt)
        for (const { clauses, note, effectiveAt } of versions) {
          expect(clauses.length).toBeGreaterThanOrEqual(20)
          expect(clauses).toEqual(rules.numberClauses(clauses))
          expect(new Set(clauses.map(({ clauseId }) => clauseId)).size).toBe(clauses.length)
          expect(new Set(clauses.map(({ kind }) => kind)).size).toBe(6)
          expect(note.length).toBeLessThanOrEqual(limits.NOTE_MAX)
          expect(effectiveAt).toBeLessThanOrEqual(now)
          for (const { text, clauseId } of clauses) {
            expect(v.is(Id, clauseId)).toBe(true)
            expect(text.length).toBeLessThanOrEqual(limits.CLAUSE_TEXT_MAX)
            expect(verdictOf('rules', findWords(text, WORD_STANDARD)).verdict).toBe('pass')
          }
        }
      }
    },
  )

  it.each(MOMENTS)('knows of every confirmation once, at %s', async (moment) => {
    const { documents } = await planAt(moment)
    const now = timeOf(moment)
    for (const { groupId, memberId, ackVersion, ackAt, joinedAt } of documents.memberships) {
      const facts = documents.acknowledgements.filter(
        (fact) => fact.groupId === groupId && fact.memberId === memberId,
      )
      const last = facts.at(-1)
      expect([ackVersion, ackAt]).toEqual([last?.version ?? 0, last?.at ?? null])
      for (const { version, at } of facts) {
        const published = documents.rule_versions.find(({ _id }) => _id === `${groupId}:${version}`)
        const next = documents.rule_versions.find(({ _id }) => _id === `${groupId}:${version + 1}`)
        expect(at).toBeGreaterThan(Math.max(published?.effectiveAt ?? Infinity, joinedAt))
        expect(at).toBeLessThan(next?.effectiveAt ?? now)
      }
    }
  })

  it.each(MOMENTS)(
    'leaves three to confirm in one group, one late, none in a third, at %s',
    async (moment) => {
      const plan = await planAt(moment)
      const now = timeOf(moment)
      const pendingIn = (name: string) => {
        const group = groupOf(plan, name)
        const book = plan.documents.rule_books.find(({ _id }) => _id === group._id)
        if (!book) return null
        const asked = plan.documents.memberships.filter(
          (m) => m.groupId === group._id && m.status === 'active' && mustConfirm(m),
        )
        const left = asked.filter((m) => !isConfirmed(book, m))
        const isLate = left.some((m) => rules.confirmBy(book, m) < now)
        return { left: left.map(({ name: who }) => who), of: asked.length, isLate }
      }
      expect(pendingIn('华东客户维护群')).toEqual({
        left: expect.arrayContaining(['陈一诺', '方向晚', '沈砚秋']),
        of: 12,
        isLate: false,
      })
      expect(pendingIn('华南大客户群')).toEqual({ left: [], of: 15, isLate: false })
      expect(pendingIn('售后响应群')).toEqual({ left: ['陶然'], of: 12, isLate: true })
      expect(pendingIn('新人训练营')).toEqual({ left: ['龚晓晨'], of: 11, isLate: false })
      expect(pendingIn('新品上市项目群')).toBeNull()
      const { changes, version } = plan.documents.rule_books.find(({ _id }) => _id === 'huadong')!
      expect(version).toBe(3)
      expect(changes.map(({ change }) => change).sort()).toEqual(['added', 'changed', 'removed'])
    },
  )
})
