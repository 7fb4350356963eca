import type { Random } from './random'

/** Everyone in the small WeChat: slug, and the name that colleagues see. All of them are invented. */
const NAMES = {
  // Whole company
  'gu-chengyuan': '顾承远',
  'wu-qinghe': '吴清和',
  'yan-zhixing': '严知行',
  // 华东
  'zhou-min': '周敏',
  'xu-jiamu': '许嘉木',
  'lin-kexin': '林可欣',
  'zhou-ziheng': '周子衡',
  'chen-yinuo': '陈一诺',
  'he-shuyan': '何书言',
  'fang-xiangwan': '方向晚',
  'su-mu': '苏木',
  'shen-yanqiu': '沈砚秋',
  'lu-jingchuan': '陆景川',
  'xia-zhiyuan': '夏知远',
  'tang-ruoxi': '唐若溪',
  'feng-rui': '冯锐',
  // 华南
  'liang-peishan': '梁佩珊',
  'deng-ziang': '邓子昂',
  'huang-yue': '黄玥',
  'xie-chengyu': '谢承宇',
  'peng-siqi': '彭思齐',
  'luo-yiming': '罗一鸣',
  'zeng-yating': '曾雅婷',
  'ye-zhixia': '叶知夏',
  'pan-yueze': '潘越泽',
  'du-ruolan': '杜若兰',
  'jiang-wenbo': '蒋文博',
  'yu-qingyang': '余清扬',
  'yuan-jiayi': '袁佳怡',
  'lu-haotian': '卢昊天',
  'zhong-ling': '钟灵',
  'he-lanxin': '贺兰心',
  'wen-ruchu': '温如初',
  // 新品
  'cui-mingyuan': '崔明远',
  'yao-shu': '姚舒',
  'ren-jiahe': '任嘉禾',
  'hao-yunfan': '郝云帆',
  'bai-yifan': '白一帆',
  // 新人
  'miao-qiushi': '苗秋实',
  'ding-muyang': '丁沐阳',
  'kang-ke': '康可',
  'qiu-yifan': '邱亦凡',
  'cai-zhiqing': '蔡芷晴',
  'wan-jiaming': '万嘉明',
  'ji-xizhou': '纪西洲',
  'meng-tingyu': '孟听雨',
  'gong-xiaochen': '龚晓晨',
  'chang-siyu': '常思雨',
  // 售后
  'jin-shicheng': '金士诚',
  'han-qiwu': '韩栖梧',
  'duan-yunfei': '段云飞',
  'lei-mingyuan': '雷鸣远',
  'hou-xiaotong': '侯晓彤',
  'long-qihang': '龙启航',
  'shi-wenjing': '史文婧',
  'tao-ran': '陶然',
  'ouyang-siyuan': '欧阳思远',
  'fan-jingyi': '范静怡',
  // In WeChat only
  'ma-xiaodong': '马晓冬',
  'shi-xiaoman': '石小满',
  'zheng-yihang': '郑一航',
  'qin-muye': '秦牧野',
  'song-wanqing': '宋晚晴',
} as const

export type PersonId = keyof typeof NAMES

export const PERSON_IDS = Object.keys(NAMES) as PersonId[]

export const nameOf = (personId: PersonId): string => NAMES[personId]

/** Runs the company without being in one of its groups. */
export const OWNER: PersonId = 'gu-chengyuan'
export const MANAGERS = ['wu-qinghe', 'yan-zhixing'] as const satisfies readonly PersonId[]

/** An openid as WeChat gives them: 28 characters, beginning with `o`. */
export const openidOf = (random: Random, personId: string): string =>
  `o${random.of(personId).text(27)}`
