import type { PlantView } from '../../../miniprogram/contract/plants'
import type { PlantDoc } from './plants.tables'

export const watered = (plant: PlantDoc): PlantDoc => ({
  ...plant,
  waterings: plant.waterings + 1,
  isWithered: false,
})

export const plantView = ({
  _id,
  name,
  kind,
  waterings,
  isWithered,
  checks,
}: PlantDoc): PlantView => ({
  plantId: _id,
  name,
  kind,
  waterings,
  isWithered,
  checks,
})
