/** Wrong credits that the named tests must notice; `old` stands once in the file. */
const MODULE = 'cloudfunctions/modules/incentives'
const TESTS = ['test/functions/incentives.test.ts']

export const mutants = [
  {
    file: `${MODULE}/incentives.logic.ts`,
    old: 'at >= validFrom',
    new: 'at > validFrom',
    why: 'the first moment of an incentive gives nothing',
    tests: TESTS,
  },
  {
    file: `${MODULE}/incentives.logic.ts`,
    old: '(validTo === null || at < validTo)',
    new: 'true',
    why: 'an incentive outside its validity gives points',
    tests: TESTS,
  },
  {
    file: `${MODULE}/incentives.logic.ts`,
    old: 'points: -entry.points,',
    new: 'points: entry.points,',
    why: 'taking an entry back gives it twice',
    tests: TESTS,
  },
  {
    file: `${MODULE}/incentives.logic.ts`,
    old: '  at: now,\n',
    new: '',
    why: 'a correction changes a period that has ended',
    tests: TESTS,
  },
  {
    file: `${MODULE}/incentives.logic.ts`,
    old: 'if (!stored) return defaultIncentive(id, terms)',
    new: 'if (stored || !stored) return defaultIncentive(id, terms)',
    why: 'a changed incentive gives what it gave before',
    tests: TESTS,
  },
  {
    file: `${MODULE}/credit.ts`,
    old: 'if (!request.isSourceNew && (await ledgerEntry(work.tx, _id))) return 0',
    new: 'if (!request.isSourceNew && (await ledgerEntry(work.tx, _id))) return incentive.points',
    why: 'somebody is thanked for points that were not given',
    tests: TESTS,
  },
  {
    file: `${MODULE}/credit.ts`,
    old: "if (entry.corrects !== null) throw new AppError('conflict', '这条记录本身就是更正')",
    new: '',
    why: 'corrections of corrections without end',
    tests: TESTS,
  },
  {
    file: `${MODULE}/credit.ts`,
    old: 'if (await ledgerEntry(work.tx, correctionId(id))) return false',
    new: 'if (await ledgerEntry(work.tx, correctionId(id))) return true',
    why: 'an entry is said to be taken back twice',
    tests: TESTS,
  },
  {
    file: `${MODULE}/credit.ts`,
    old: 'const isCapped = capPerDay !== null || capPerWeek !== null',
    new: 'const isCapped = capPerDay === null && capPerWeek === null',
    why: 'caps do not hold',
    tests: TESTS,
  },
  {
    file: `${MODULE}/credit.ts`,
    old: '...{ _id, memberId, groupId, groupName, points, category, source, at },',
    new: '...{ _id, memberId, groupId, groupName, points: incentive.points, category, source, at },',
    why: 'entries do not add up to the figure under a cap',
    tests: TESTS,
  },
  {
    file: `${MODULE}/incentives.repo.ts`,
    old: 'return groupId === null',
    new: 'return groupId !== ""',
    why: 'entries of one group are those of all',
    tests: ['test/property/boards.test.ts'],
  },
  {
    file: `${MODULE}/index.ts`,
    old: 'version: current.version + 1',
    new: 'version: current.version',
    why: 'an entry does not tell which terms it was made under',
    tests: TESTS,
  },
  {
    file: `${MODULE}/index.ts`,
    old: 'all.map((one) => (one.id === id ? changed : one))',
    new: 'all',
    why: 'boards state what held before',
    tests: TESTS,
  },
]
