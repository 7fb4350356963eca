/** Wrong figures, places and boards that the named tests must notice; `old` stands once in the file. */
const ENGINE = 'cloudfunctions/engines/metrics'
const LOGIC = ['test/unit/functions/metrics/metrics.logic.test.ts']
const PLACES = ['test/unit/functions/metrics/place.logic.test.ts']
const BOARDS = ['test/functions/metrics.board.test.ts']
const INCENTIVES = ['test/functions/incentives.test.ts']

export const mutants = [
  {
    file: `${ENGINE}/metrics.logic.ts`,
    old: "better === 'more' ? VALUE_LIMIT - value : VALUE_LIMIT + value",
    new: "better === 'more' ? VALUE_LIMIT + value : VALUE_LIMIT - value",
    why: 'the last are put first',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/metrics.logic.ts`,
    old: "return kind === 'last' ? at > 0 : value > 0",
    new: "return kind === 'last' ? at > 0 : value >= 0",
    why: 'who has nothing has a place [R8]',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/metrics.logic.ts`,
    old: 'if (key === running.key) next[kind] = on(running)',
    new: 'if (key <= running.key) next[kind] = on(running)',
    why: 'a late fact counts for the running period',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/metrics.logic.ts`,
    old: 'next.previous[kind] = running.at > 0 ? running : before',
    new: 'next.previous[kind] = before',
    why: 'what the last period came to is lost when the next begins',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/metrics.logic.ts`,
    old: 'at: Math.max(figures.at, change.at)',
    new: 'at: change.at',
    why: 'a late fact makes somebody earlier among equals',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/metrics.logic.ts`,
    old: '(cap.perWeek ?? Infinity) - ofWeek',
    new: '(cap.perWeek ?? Infinity)',
    why: 'a week has no cap',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/bucket.logic.ts`,
    old: 'count >= roomOf(counts, name, last)',
    new: 'count >= 1e9',
    why: 'places among thousands of equals are guessed from the calendar',
    tests: PLACES,
  },
  {
    file: `${ENGINE}/bucket.logic.ts`,
    old: 'return { low, high: low + width - 1 }',
    new: 'return { low, high: low + width }',
    why: 'buckets overlap, people are counted twice',
    tests: PLACES,
  },
  {
    file: `${ENGINE}/place.logic.ts`,
    old: "better === 'more' ? other > bucket : other < bucket",
    new: 'other > bucket',
    why: 'the place is the wrong way round where less is better',
    tests: PLACES,
  },
  {
    file: `${ENGINE}/place.logic.ts`,
    old: "standing.board !== null && standing[kind].order !== ''",
    new: "standing[kind].order !== ''",
    why: 'who left the company still counts for places',
    tests: PLACES,
  },
  {
    file: `${ENGINE}/place.logic.ts`,
    old: "if (known !== null && key < known.key) return ''",
    new: 'if (known !== null && key < known.key) known.key = key',
    why: 'a late fact throws the running period’s places away',
    tests: PLACES,
  },
  {
    file: `${ENGINE}/metrics.views.ts`,
    old: 'near.filter(({ place }) => place <= lastShown)',
    new: 'near',
    why: 'the last third is put on show beside who is above it',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/metrics.views.ts`,
    old: 'isManager || total < SMALL_BOARD ? total : total - Math.floor(total / 3)',
    new: 'total',
    why: 'the last third of a board is put on show',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/presence.ts`,
    old: 'await setSeat(work, metric, { groupId, memberId }, null)',
    new: "await setSeat(work, metric, { groupId, memberId }, { name: '', groupName: '' })",
    why: 'removed people keep their place on the group’s board',
    tests: BOARDS,
  },
  {
    file: `${ENGINE}/presence.ts`,
    old: 'await setCompany(work, metric, memberId, false)',
    new: 'await setCompany(work, metric, memberId, true)',
    why: 'removed people appear on the company’s board',
    tests: BOARDS,
  },
  {
    file: `${ENGINE}/presence.ts`,
    old: 'await setCompany(work, metric, memberId, true)',
    new: 'await Promise.resolve()',
    why: 'who comes back has no place any more',
    tests: BOARDS,
  },
  {
    file: `${ENGINE}/measure.ts`,
    old: 'if (isKept && (await work.tx.get(metricFacts, factId(fact)))) return 0',
    new: 'if (isKept && (await work.tx.get(metricFacts, factId(fact)))) fact.source.id += work.newId()',
    why: 'a source counts twice',
    tests: BOARDS,
  },
  {
    file: `${ENGINE}/groups.deadline.ts`,
    old: 'const counted = seats.filter(({ memberId }) => memberId !== null && inside.has(memberId))',
    new: 'const counted = seats',
    why: 'points of people who left count for the group',
    tests: LOGIC,
  },
  {
    file: `${ENGINE}/entries.handler.ts`,
    old: 'cursor < end && cursor > gte ? cursor : end',
    new: 'cursor < end ? cursor : end',
    why: 'a cursor from elsewhere leads out of the period',
    tests: INCENTIVES,
  },
  {
    file: `${ENGINE}/entries.handler.ts`,
    old: 'groupId === undefined ? companyId(metric, memberId) : seatId(metric, groupId, memberId)',
    new: 'companyId(metric, memberId)',
    why: 'the total of a group is that of the company [P4]',
    tests: INCENTIVES,
  },
]
