import { table, type Document } from '../../kernel/table'

export interface PlantDoc extends Document {
  groupId: string
  name: string
  /** Since version 2. */
  kind: string
  waterings: number
  isWithered: boolean
  checks: number
  wishes: string[]
}

export const plants = table<PlantDoc>()('plants', {
  indexes: { by_group: ['groupId'] },
  migrations: [
    {
      to: 2,
      what: 'plants have a kind',
      up(plant) {
        if (plant['name'] === '毒草') throw new Error('no kind is known of this plant')
        return { ...plant, kind: 'green' }
      },
    },
  ],
})
