/**
 * The word standard a company starts with, as data: what no text in a sales group may promise or offer, whatever WeChat's own
 * check says. Absolute claims are forbidden by the Advertising Law (广告法 §9, §17, §25), the rest by every sales house rule.
 *
 * `never` is for phrases that are an advertisement by themselves; a rule that forbids the thing does not need them. What a word
 * must not be found in stands after it: `unless` keeps 印刷单价 apart from 刷单. A company's own list goes over this one
 * (`mergeWords`).
 */
import type { WordLevel } from '../../kernel/context'
import type { WordEntry } from './content.logic'

export const WORD_CATEGORIES = {
  claim: '绝对化用语',
  return: '承诺收益',
  kickback: '回扣和好处',
  'private-order': '飞单和私下交易',
  fake: '刷单和造假',
  invoice: '虚开发票',
  gambling: '赌博',
  porn: '色情',
  contact: '引流',
  fraud: '欺诈和违禁品',
  insult: '辱骂',
} as const

type Category = keyof typeof WORD_CATEGORIES

/** The day the list was first written; a word added later names its own. */
const FIRST = '2026-11-28'

const words = (
  category: Category,
  level: WordLevel,
  list: string,
  unless: Record<string, string> = {},
): WordEntry[] =>
  list.split(/\s+/).map((word) => ({
    word,
    level,
    category,
    since: FIRST,
    ...(unless[word] ? { unless: unless[word].split(/\s+/) } : {}),
  }))

/** 「收回扣2分」 takes points; 「回扣2个点」 does not. */
const POINTS_OFF = Array.from({ length: 100 }, (_, index) => `回扣${index + 1}分`).join(' ')

export const WORD_STANDARD: readonly WordEntry[] = [
  ...words(
    'claim',
    'forbid',
    '国家级 全国第一 世界第一 全球第一 全网第一 中国第一 全国销量第一 全网销量第一 史上最低价 全网最低价 全国最低价 绝无仅有 国家免检 领导人推荐 国宴特供 中南海特供 百分百有效 百分之百有效 包治百病 药到病除 永不复发 无任何副作用 保证治愈 零副作用',
    {
      国家级:
        '国家级高新 国家级经开 国家级开发 国家级新区 国家级实验 国家级重点 国家级园区 国家级奖 国家级专精 国家级贫困 国家级非遗 国家级课题 国家级项目',
    },
  ),
  ...words(
    'claim',
    'review',
    '世界级 最高级 独一无二 史无前例 空前绝后 遥遥领先 唯一指定 万无一失',
    {
      世界级: '世界级赛 世界级城 世界级展',
      最高级: '最高级别',
    },
  ),
  ...words(
    'return',
    'forbid',
    '包赚 稳赚 稳赚不赔 只赚不赔 零风险 保本保息 保本付息 保证收益 承诺收益 保底收益 无风险收益 躺赚 躺着赚钱 一夜暴富 包回本 保证回本 保证升值 保证中标 包中标 内幕消息 荐股 原始股 拉人头 发展下线 日赚千元 稳赢不输',
    {
      包赚: '红包赚 承包赚 面包赚 外包赚 分包赚',
      零风险: '零风险敞口',
      荐股: '推荐股东 荐股东 荐股权',
      原始股: '原始股东',
    },
  ),
  ...words('return', 'review', '高额回报 月入过万 财富自由 稳定盈利 快速回本'),
  ...words(
    'kickback',
    'forbid',
    '回扣 内部返点 私下返点 私下返利 私下返佣 好处费 喝茶费 打点关系 塞红包 塞钱 暗扣 回佣 吃返点 私下给好处',
    {
      回扣: `回扣分 回扣款 回扣除 回扣减 挽回扣 ${POINTS_OFF}`,
      暗扣: '暗扣子 暗扣式 暗扣设 暗扣衬 暗扣大衣 暗扣安装',
      塞钱: '塞钱包',
    },
  ),
  ...words('kickback', 'review', '辛苦费 茶水费 感谢费 关系费'),
  ...words(
    'private-order',
    'forbid',
    '飞单 私单 走私账 私下成交 私下交易 私下收款 绕开公司 绕过公司 个人账户收款 私人账户收款 打到我个人 转到我个人 走个人账 不走公司账 阴阳合同 倒卖客户 卖客户资料 出售客户名单 窜货 围标 串标 陪标',
    {
      飞单: '飞单程 飞单位',
      私单: '隐私单 私单位',
      绕过公司: '绕过公司门 绕过公司大门 绕过公司后',
      绕开公司: '绕开公司门 绕开公司大门',
      围标: '范围标 周围标 围标准 围标注 围标签',
    },
  ),
  ...words('private-order', 'review', '炒单 甩单 截单', {
    截单: '截单时间',
  }),
  ...words(
    'fake',
    'forbid',
    '刷单 刷好评 刷销量 刷评价 刷流水 刷信誉 假流水 假订单 假公章 假证 办假证 私刻公章 网络水军 空包单号 伪造合同 伪造签名',
    {
      刷单: '印刷单 牙刷单 毛刷单 冲刷单',
      刷流水: '印刷流水',
      假证: '假证明 休假证 度假证',
      假订单: '休假订单 度假订单',
    },
  ),
  ...words('invoice', 'forbid', '代开发票 代开票 虚开发票 发票代开 卖发票 买发票 假发票 开大头票', {
    代开发票: '时代开发票 代开发票据',
    卖发票: '专卖发票',
  }),
  ...words(
    'gambling',
    'forbid',
    '赌博 网赌 博彩 赌球 赌场 赌局 赌资 百家乐 六合彩 时时彩 私彩 下注 押注 老虎机 幸运飞艇 炸金花 赌马',
    {
      下注: '下注意 下注脚 下注册 下注明 下注释 下注重 下注销 下注射 下注塑 下注水 下注入 下注解 下注资',
      押注: '抵押注销 抵押注册 质押注',
    },
  ),
  ...words(
    'gambling',
    'never',
    '注册送彩金 首充送彩金 真人荷官 百家乐开户 网赌平台开户 六合彩特码 包中特码 澳门新葡京 威尼斯人娱乐城 棋牌上下分 上分下分秒到 赛车计划群 下注返水',
  ),
  ...words(
    'porn',
    'forbid',
    '裸聊 色情 黄色视频 成人视频 成人电影 约炮 一夜情 援交 嫖娼 卖淫 招嫖 黄片 做爱 性交易',
    {
      色情: '特色情 角色情 景色情 色情况 色情景 色情人节 色情绪 颜色情',
      一夜情: '一夜情况 一夜情绪',
      黄片: '三黄片 牛黄片 大黄片 蛋黄片 姜黄片',
      做爱: '做爱心 做爱国 做爱岗 做爱护 做爱好 做爱学',
      性交易: '次性交易 质性交易 节性交易 段性交易 实性交易 续性交易 效性交易 规性交易',
    },
  ),
  ...words(
    'porn',
    'never',
    '裸聊加微信 裸聊加我 同城约妹 约妹加微信 看片加微信 成人视频点击 约炮加微信 激情视频私聊 援交加我',
  ),
  ...words(
    'contact',
    'forbid',
    '加我微信领红包 加我微信领 加微信领红包 加微信返现 加vx 加v信 私聊返现 私信返现 加我返现 拉人返现 拉群返现 转发返现 进群返现 私加微信成交',
  ),
  ...words('contact', 'never', '加v领 加薇信 加威信 加徽信 加溦信 加扣扣领 加vx领', {
    加威信: '增加威信 更加威信 参加威信',
  }),
  ...words('contact', 'review', '扫码领红包 进群领红包 免费领取红包 加我私聊'),
  ...words(
    'fraud',
    'forbid',
    '套现 洗钱 跑分 高利贷 套路贷 黑户贷款 收购银行卡 出租银行卡 银行卡四件套 翻墙软件 枪支 毒品 冰毒 贩毒 迷药 窃听器',
    {
      套现: '套现货 套现场 套现有 套现成 套现行 套现阶 套现状 套现价 套现在 套现金券',
      洗钱: '洗钱包',
      跑分: '手机跑分 性能跑分 跑分测试 跑分软件 跑分成绩',
      毒品: '消毒品 解毒品 病毒品 排毒品',
    },
  ),
  ...words(
    'fraud',
    'never',
    '办证刻章 专业办证 信用卡套现加微信 高价收银行卡 高价收购银行卡 跑分赚佣金 刷单日结 刷单兼职日结 贷款秒批加微信 枪支出售 迷药出售 代开发票加微信',
  ),
  ...words(
    'insult',
    'forbid',
    '傻逼 傻比 煞笔 脑残 王八蛋 滚蛋 去死 狗东西 贱人 蠢猪 白痴 弱智 他妈的 草泥马 婊子 人渣 死全家 滚犊子 臭不要脸 狗杂种',
    {
      滚蛋: '滚蛋饺子',
      去死: '过去死 失去死 去死角 去死皮 去死结',
      人渣: '人渣打',
    },
  ),
  ...words('insult', 'review', '废物 智障 神经病 蠢货 猪脑子', {
    废物: '废物利用 废物处 医疗废物 废物箱 危险废物 固体废物 废物回收 废物桶 废物品 废物料 化学废物 废物分类',
    智障: '智障人士 智障儿童',
    神经病: '神经病学 神经病变 神经病理',
  }),
]
