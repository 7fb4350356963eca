import * as v from '../vendor/valibot'
import { command, query } from './action'
import { Id, text } from './common'
import { contract } from './domain'
import { GROUP_ADMINS, GROUP_READERS } from './rights'

export interface PlantView {
  plantId: string
  name: string
  kind: string
  waterings: number
  isWithered: boolean
  checks: number
}

const OfPlant = v.strictObject({ groupId: Id, plantId: Id })
const NAME_MAX = 20
const WISH_MAX = 200

export const plantContract = contract({
  actions: {
    'plants.get': query<PlantView>()(OfPlant, { reads: 2 }),
    'plants.put': command<{ plantId: string }>()(
      v.strictObject({ groupId: Id, name: text(NAME_MAX, 'post') }),
      { reads: 8, writes: 10 },
    ),
    'plants.water': command<{ points: number }>()(OfPlant, { reads: 20, writes: 20 }),
    'plants.wish': command<{ wishes: number }>()(
      v.strictObject({ groupId: Id, plantId: Id, wish: text(WISH_MAX, 'post') }),
      { reads: 6, writes: 5 },
      { anonymous: true },
    ),
  },
  rights: { 'plants.see': GROUP_READERS, 'plants.put': GROUP_ADMINS },
  routes: {
    'plants.home': {
      page: 'subpackages/plants/home/home',
      query: ['g'],
      title: '绿植',
      icon: 'star',
      offered: ['workbench'],
    },
  },
  metrics: ['plants.watered'],
})
