/** What entries of the ledger name as their source. Customers appear by place and trade only, as the 群规 asks. */

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

export const TRAININGS = [
  '码垛工作站选型',
  '搬运机器人路线规划',
  '竞品对比怎么说',
  '报价单与合同条款',
  '设备云续费怎么谈',
  '现场勘测要点',
  '客户嫌贵怎么谈',
  '安全护栏与验收',
  '付款方式与账期',
  '售后边界与备件',
  '案例复盘：从样机到年框',
  '立体货柜方案测算',
  '招投标文件要点',
  '交期与安装排期',
] as const

export const LESSONS = [
  '产品入门：码垛工作站',
  '产品入门：搬运机器人',
  '第一次打电话',
  '问出真实需求',
  '报价单逐项讲',
  '跟访前的三个问题',
  '合同与回款基础',
  '常见异议十问',
] as const

export const SCENES = [
  { id: 'first-call', title: '首次电话' },
  { id: 'too-dear', title: '客户嫌贵' },
  { id: 'compare', title: '客户要再比比' },
  { id: 'credit', title: '客户要账期' },
  { id: 'repair-rate', title: '客户问返修率' },
  { id: 'collect', title: '催回款' },
  { id: 'survey', title: '约现场勘测' },
  { id: 'referral', title: '请老客户转介绍' },
  { id: 'discount', title: '客户要求再降 8%' },
  { id: 'upsell', title: '老客户增购' },
] as const

export const SHARES = [
  '从一台样机到二十台',
  '冷单怎么救回来',
  '问需求的五个问题',
  '大客户的决策链怎么画',
  '回款不靠催，靠节点',
  '竞品来了怎么稳住客户',
  '验收单一次签完的做法',
  '周计划怎么排才跑得完',
] as const

export const SUGGESTIONS = [
  '报价单加一栏安装周期',
  '样机排期表对全员公开',
  '备件库存每天早上同步',
  '培训录像按产品归类',
  '价目表写明生效日',
  '客诉登记加停机时长',
  '合同模板补充验收条款',
  '拜访纪要加下一步和日期',
  '线索分配写明理由',
  '话术库按客户阶段排序',
  '展会线索当天分完',
  '设备云到期前 60 天提醒',
  '勘测表加电源与地坪两项',
  '丢单原因改成选项加说明',
  '战报手机端能改当天的数',
  '夜班客诉单独排值班表',
  '二代样机配一份对比测试',
  '年框客户生日与续签提醒分开',
] as const

export const ANSWERS = [
  '码垛站三相电要求',
  '两种托盘怎么换型',
  '货柜最大层载',
  '充电桩安装间距',
  '设备云断网能存多久',
  '食品级润滑脂选哪种',
  '电梯联动要不要改造',
  '护栏高度按哪个标准',
  '质保从哪天起算',
  '防尘电柜加价多少',
  '地坪不平怎么处理',
  '视觉定位要补光吗',
  '老款控制器能不能升级',
  '出口机型的电压',
  '安装期间谁管吊装',
  '夹爪寿命按次还是按年',
] as const

export const FAULTS = [
  '急停复位后不回零',
  '夹爪气压偏低',
  '货柜门锁报警',
  '搬运机器人定位漂移',
  '充电桩不识别',
  '光电误触发',
  '触摸屏黑屏',
  '设备云掉线',
  '输送线皮带跑偏',
  '伺服过热报警',
] as const

export const TERMS = ['预付款', '发货款', '验收款', '质保金'] as const
