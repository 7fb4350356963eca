import type { MeView } from '../contract/company'
import { call } from './cloud'

export const getMe = (): Promise<MeView> => call('me.get', {})
