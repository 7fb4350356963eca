/** Time at work in Asia/Shanghai: workdays with 调休, due times, schedules, quiet hours. Pure, epoch ms in and out. */
export { afterQuietHours, inWindow, QUIET_HOURS, type Window } from './clock'
export { addWorkTime, dueAt, WORK_HOURS, type Within } from './due'
export { daily, endOf, every, nextOccurrence, weekly, type Schedule } from './schedule'
export { isWorkday, knows } from './workdays'
