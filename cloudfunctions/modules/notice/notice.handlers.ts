import { companyMember } from '../../kernel/access'
import { handleCommand, handleQuery } from '../../kernel/define'
import { noticeQueries, noticeWrites } from './notice.repo'

/** Consents kept for one template: more than anyone needs, and a bound on a script's clicks. */
const CREDITS_MAX = 50

/** After every possible order key. */
const END = '~'

export const noticeHandlers = {
  ...handleCommand('notice.grant', {
    access: companyMember,
    async run({ tx, grant, now }, { templates }) {
      const { memberId } = grant.actor
      const notices = noticeWrites(tx)
      const credits: Record<string, number> = {}
      for (const template of new Set(templates)) {
        const current = await notices.credit(memberId, template)
        credits[template] = Math.min(CREDITS_MAX, (current?.credits ?? 0) + 1)
        await notices.putCredits(memberId, template, credits[template], now)
      }
      return { credits }
    },
  }),
  ...handleQuery('notice.inbox', {
    access: companyMember,
    async run({ db, grant }, { cursor, size }) {
      const { memberId } = grant.actor
      const notices = noticeQueries(db)
      const [rows, readUntil] = await Promise.all([
        notices.inbox(memberId, cursor ?? END, size + 1),
        notices.readUntil(memberId),
      ])
      const shown = rows.slice(0, size)
      const last = rows.length > size ? shown.at(-1) : undefined
      return {
        rows: shown.map(({ _id, title, text, path, at }) => ({
          noticeId: _id,
          title,
          text,
          path,
          at,
          isRead: at <= readUntil,
        })),
        ...(last ? { next: last.order } : {}),
      }
    },
  }),
  ...handleCommand('notice.read', {
    access: companyMember,
    async run({ tx, grant, now }) {
      await noticeWrites(tx).markRead(grant.actor.memberId, now)
      return { unread: 0 }
    },
  }),
}
