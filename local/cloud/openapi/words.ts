/** What the content check says about a text: a label of `security.msgSecCheck` and how sure it is. */
export interface WordRule {
  label: number
  suggest: 'review' | 'risky'
  words: readonly string[]
}

export const LABELS: Readonly<Record<number, string>> = {
  100: '正常',
  10001: '广告',
  20001: '时政',
  20002: '色情',
  20003: '辱骂',
  20006: '违法犯罪',
  20008: '欺诈',
  20012: '低俗',
  20013: '版权',
  21000: '其他',
}

/**
 * A small list with the same kinds of answers as the real check, so that every way through the product can be tried.
 * It is not a content standard: the real check is far larger, changes, and judges sentences. This one sees words only, so it
 * leaves out what rules of sales groups name in order to forbid it (代开发票, 稳赚不赔, 洗钱).
 */
export const WORD_RULES: readonly WordRule[] = [
  { label: 20003, suggest: 'risky', words: ['傻逼', '滚蛋', '去死', '王八蛋', '脑残'] },
  { label: 20006, suggest: 'risky', words: ['专业办证', '贩毒', '枪支出售'] },
  { label: 20002, suggest: 'risky', words: ['裸聊', '色情视频', '约炮'] },
  { label: 20008, suggest: 'risky', words: ['刷单返利日结', '稳赚不赔加微信', '内部消息荐股'] },
  { label: 10001, suggest: 'review', words: ['加微信领', '免费领取', '扫码领红包', '低价代购'] },
  { label: 20012, suggest: 'review', words: ['屌丝', '装逼', '卧槽'] },
  { label: 20013, suggest: 'review', words: ['盗版资源', '破解版下载'] },
]
