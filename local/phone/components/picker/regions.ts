import { areaList } from '@vant/area-data'

export interface Region {
  name: string
  /** Administrative division code. */
  code: string
  readonly children: Region[]
}

type Level = Readonly<Record<string, string>>

/** Regions of one level whose code starts with `prefix`; those below are listed when somebody looks. */
function level(names: Level, prefix: string, below: (code: string) => Region[]): Region[] {
  return Object.entries(names)
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, name]) => ({
      name,
      code,
      get children() {
        return below(code)
      },
    }))
}

/** All provinces, cities and districts of China, codes as published by the state. */
export const regions: readonly Region[] = level(areaList.province_list, '', (province) =>
  level(areaList.city_list, province.slice(0, 2), (city) =>
    level(areaList.county_list, city.slice(0, 4), () => []),
  ),
)
