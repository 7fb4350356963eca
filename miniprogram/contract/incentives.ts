import { contract } from './domain'

export const incentiveContract = contract({
  actions: {},
  rights: {},
  routes: {},
  metrics: ['points'],
})
