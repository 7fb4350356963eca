import type { TodayView } from '../contract/today'
import { call } from './cloud'

/** What is due from me over all groups, and the figures of one group. */
export const getToday = (groupId: string | undefined): Promise<TodayView> =>
  call('today.get', groupId ? { groupId } : {})
