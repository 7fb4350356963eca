const ENGINE = 'cloudfunctions/engines/notice'
const PUSH = ['test/functions/notice/push.test.ts']
const INBOX = ['test/functions/notice/inbox.test.ts']

/** Wrong rules of messages: each has to be noticed by the tests it names. */
export const mutants = [
  {
    file: `${ENGINE}/notice.claims.ts`,
    old: 'if (!consent || consent.credits <= 0) return null',
    new: 'if (!consent) return null',
    why: 'a message goes out without a consent that another message has taken',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.claims.ts`,
    old: "if (before && before.status !== 'again') return null",
    new: '',
    why: 'a message is sent again to who has got it',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.claims.ts`,
    old: "{ status: 'sending', nextAt: now + LEASE, owner }",
    new: "{ status: 'sending', nextAt: now, owner }",
    why: 'a push is taken from a sender that lives',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.logic.ts`,
    old: "row.status === 'sending' ? LEASE : LONGEST_WAIT",
    new: "row.status === 'sending' ? LONGEST_WAIT : LONGEST_WAIT",
    why: 'a claim of a clock that was ahead holds for as long',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.jobs.ts`,
    old: 'ids = ids.filter((id) => open.has(id))',
    new: '',
    why: 'who has settled the ask is reminded of it',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.jobs.ts`,
    old: 'ids = ids.filter((id) => concerned.has(id))',
    new: '',
    why: 'a message goes to whom it does not concern any more',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.logic.ts`,
    old: 'return Math.max(0, Math.min(credits, granted - taken.granted))',
    new: 'return 0',
    why: 'a consent given while a push is on its way is lost',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.logic.ts`,
    old: "if (UNSENDABLE.includes(answer.code)) return 'unsendable'",
    new: '',
    why: 'what WeChat can never send is tried for an hour',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.logic.ts`,
    old: 'return Math.min(CREDITS_MAX, credits + 1)',
    new: 'return credits',
    why: 'a consent that WeChat did not spend is gone',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.claims.ts`,
    old: 'if (start > now) {',
    new: 'if (false) {',
    why: 'people are woken at night by what was due by day',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.say.ts`,
    old: '_id: messageIdOf(about ?? messageId, audience),',
    new: '_id: messageIdOf(messageId, audience),',
    why: 'five versions are five messages',
    tests: PUSH,
  },
  {
    file: `${ENGINE}/notice.logic.ts`,
    old: 'const SETTLED_AFTER = 25 * 60 * 60 * 1000',
    new: 'const SETTLED_AFTER = 0',
    why: 'a message that is written late arrives read',
    tests: INBOX,
  },
  {
    file: `${ENGINE}/notice.handlers.ts`,
    old: 'at >= belongsSince(caller, audience)',
    new: 'at >= 0 && audience !== caller.name',
    why: 'newcomers read what was said before them',
    tests: INBOX,
  },
  {
    file: `${ENGINE}/notice.handlers.ts`,
    old: 'messagesBefore(db, audiences, cursor ?? END, limit)',
    new: 'messagesBefore(db, audiences, END, limit)',
    why: 'the cursor of the inbox is ignored',
    tests: INBOX,
  },
  {
    file: `${ENGINE}/notice.logic.ts`,
    old: 'Math.min(wanted, Math.floor(FOUND_MAX / Math.max(1, audiences)) - 1)',
    new: 'wanted',
    why: 'who is in many groups makes the database look at too much',
    tests: INBOX,
  },
  {
    file: `${ENGINE}/notice.views.ts`,
    old: "state === 'done' || (askId !== null && settled.has(askId))",
    new: "state === 'done' && (askId === null || settled.has(askId))",
    why: 'what I have done is still asked of me in the inbox',
    tests: INBOX,
  },
]
