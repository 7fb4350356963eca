/** What is sold to whom. Customers appear by place and trade only, as the 群规 asks. */

const EAST = [
  '昆山',
  '宁波',
  '无锡',
  '嘉兴',
  '常州',
  '绍兴',
  '南通',
  '合肥',
  '苏州',
  '台州',
  '湖州',
  '芜湖',
  '金华',
  '扬州',
] as const
const SOUTH = [
  '东莞',
  '佛山',
  '中山',
  '惠州',
  '珠海',
  '江门',
  '肇庆',
  '南宁',
  '泉州',
  '厦门',
  '清远',
  '漳州',
] as const

export const CITIES: Readonly<Record<string, readonly string[]>> = {
  huadong: EAST,
  huanan: SOUTH,
  xinpin: [...EAST.slice(0, 6), ...SOUTH.slice(0, 6)],
  xunlian: [...EAST.slice(6), ...SOUTH.slice(6)],
  shouhou: [...EAST, ...SOUTH],
}

export const TRADES = [
  '电子厂',
  '食品厂',
  '卫浴厂',
  '汽配厂',
  '注塑厂',
  '家电厂',
  '包装厂',
  '纺织厂',
  '饲料厂',
  '五金厂',
  '日化厂',
  '酒厂',
  '家具厂',
  '药包厂',
] as const

/** Product and the usual numbers of it in one order. */
export const PRODUCTS = [
  { name: '码垛工作站', unit: '套', most: 3 },
  { name: '搬运机器人', unit: '台', most: 8 },
  { name: '立体货柜', unit: '组', most: 4 },
  { name: '输送线', unit: '条', most: 2 },
  { name: '设备云年费', unit: '年', most: 3 },
] as const

export const LAUNCH_PRODUCT = { name: '二代搬运机器人', unit: '台', most: 5 } as const
