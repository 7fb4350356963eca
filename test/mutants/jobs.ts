const KERNEL = 'cloudfunctions/kernel'
const JOBS = ['test/functions/jobs/jobs.test.ts']

/** Wrong rules of jobs and deadlines: each has to be noticed by the tests it names. */
export const mutants = [
  {
    file: `${KERNEL}/schedule.ts`,
    old: 'next: Math.min(state.next, latest),',
    new: 'next: state.next,',
    why: 'no jobs for a day after a clock that was a day ahead',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/schedule.ts`,
    old: 'lease: state.lease > now + LEASE ? 0 : state.lease,',
    new: 'lease: state.lease,',
    why: 'a lease of a clock that was ahead blocks a job for as long',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/schedule.ts`,
    old: 'state.next <= now && state.lease <= now',
    new: 'state.next <= now',
    why: 'a job runs several times at once',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/schedule.ts`,
    old: 'MINUTE * 2 ** Math.min(tries - 1, 8)',
    new: 'MINUTE',
    why: 'what fails is tried each minute',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/schedule.ts`,
    old: 'lastError: errorText(error),',
    new: 'lastError: null,',
    why: 'the error of a job is not kept',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/tick.ts`,
    old: 'if (stored?.jobs[jobField(job.name)]?.lease === lease) await putState(work, job, next)',
    new: 'if (stored && lease > 0) await putState(work, job, next)',
    why: 'a run that lost its lease overwrites what the other has written',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/tick.ts`,
    old: '.sort((a, b) => a.state.next - b.state.next)',
    new: '.sort((a, b) => b.state.next - a.state.next)',
    why: 'the longest waiting job runs last',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/tick.ts`,
    old: "hasTime: until('ticks'), mark",
    new: "hasTime: until('schedule'), mark",
    why: 'a job of every tick leaves no time for the others',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/deadline-run.ts`,
    old: '    await work.tx.remove(deadlines, _id)\n',
    new: '',
    why: 'a deadline is done again and again',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/deadline-run.ts`,
    old: 'at: tick.now + (isStuck ? DAY : backOff(tries)),',
    new: 'at: tick.now + backOff(tries),',
    why: 'a stuck deadline is tried each hour for ever',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/deadline-run.ts`,
    old: 'await putOff(tick, deadline, error)',
    new: 'await Promise.resolve()',
    why: 'a poisoned deadline is not put off, and keeps the others waiting',
    tests: JOBS,
  },
  {
    file: `${KERNEL}/later.ts`,
    old: 'if (await tx.get(deadlines, deadlineId(kind, ref))) return\n',
    new: '',
    why: 'a time that is set once is moved or refused',
    tests: JOBS,
  },
]
