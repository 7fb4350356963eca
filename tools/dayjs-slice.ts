/** The part of dayjs that the contract's calendar stands on, bundled to `miniprogram/vendor/dayjs.js`. */
import dayjs from 'dayjs'
import isoWeek from 'dayjs/plugin/isoWeek'
import quarterOfYear from 'dayjs/plugin/quarterOfYear'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(isoWeek)
dayjs.extend(quarterOfYear)

export { dayjs }
