import type { ClauseKind } from '../../miniprogram/contract/rules'

/** One change of a rule book on the way to its next version. */
export type Edit =
  { set: string; text: string } | { add: string; text: string; after?: string } | { remove: string }

export interface VersionPlan {
  daysAgo: number
  clock: string
  material: boolean
  note: string
  edits: Edit[]
}

/** Clauses are named by kind and place in the starter book, e.g. `talk-2`; further ones count on. */
export const clauseName = (kind: ClauseKind, place: number): string => `${kind}-${place}`

/** How each group's 群规 came about: the starter book in the group's own words, then its versions. No entry: none yet. */
export const RULE_PLANS: Readonly<Record<string, readonly VersionPlan[]>> = {
  huadong: [
    {
      daysAgo: 150,
      clock: '10:20',
      material: true,
      note: '第一版，全员确认后执行',
      edits: [
        { set: 'conduct-2', text: '加人前先在群里说一声，管理员知道后再拉。' },
        { remove: 'conduct-3' },
        { set: 'discipline-2', text: '每天 19:00 前填当日战报：成交额、成交数、新客户。' },
        {
          add: 'process-6',
          text: '每周五 17:00 在群里接龙下周拜访计划，写明客户、目的和日期。',
        },
      ],
    },
    {
      daysAgo: 72,
      clock: '09:45',
      material: true,
      note: '战报提前到 18:30，请假要提前说明',
      edits: [
        {
          set: 'discipline-2',
          text: '每天 18:30 前填当日战报：成交额、成交数、新客户；请假提前说明。',
        },
        { set: 'talk-4', text: '语音不超过 20 秒，型号、台数、价格、交期一律打字，方便检索。' },
      ],
    },
    {
      daysAgo: 2,
      clock: '17:36',
      material: true,
      note: '入群改走申请，客户资料不得外传，拜访计划不再接龙',
      edits: [
        {
          set: 'conduct-2',
          text: '加人走入群申请，由管理员同意后进群；不私自拉客户、亲友和同行。',
        },
        {
          add: 'conduct-3',
          text: '客户电话、合同、报价底价不截图外传，也不发到本群以外的任何群聊。',
          after: 'conduct-2',
        },
        { remove: 'process-6' },
      ],
    },
  ],
  huanan: [
    {
      daysAgo: 146,
      clock: '11:05',
      material: true,
      note: '大客户群第一版',
      edits: [
        {
          set: 'process-2',
          text: '大客户报价由客户经理和方案工程师一起出；单笔超过 50 万的先过评审再发。',
        },
        {
          set: 'discipline-1',
          text: '同一集团不同工厂的归属，以集团首次登记人为准；协同签约按事先写明的比例记。',
        },
        { set: 'talk-5', text: '一家客户的讨论超过十个来回，由客户经理另建专题群，结论发回本群。' },
      ],
    },
    {
      daysAgo: 34,
      clock: '09:30',
      material: true,
      note: '写明年框客户的拜访频次和席位候补办法',
      edits: [
        {
          add: 'process-6',
          text: '年框客户每季度至少当面拜访一次，拜访后两天内把纪要写进系统。',
        },
        {
          add: 'conduct-6',
          text: '本群 15 个席位，满员后按申请先后候补；三周没有大客户业务的，席位让给候补的同事。',
        },
      ],
    },
  ],
  shouhou: [
    {
      daysAgo: 122,
      clock: '14:10',
      material: true,
      note: '售后群第一版',
      edits: [
        { set: 'conduct-5', text: '群昵称用“姓名-片区”，当天值班的在后面加“值班”二字。' },
        {
          set: 'talk-1',
          text: '发言先写主题，例如【停机】【备件】【上门】【办结】，一条消息说一台设备。',
        },
        { set: 'process-1', text: '接到报修先登记工单，再到群里报工单号，不凭聊天记录派工。' },
        { set: 'process-2', text: '收费维修先查配件价目表，报价由片区主管确认后才能对客户说。' },
        { set: 'process-3', text: '对客户承诺的上门时间，先在群里发【确认】，调度答复后再答应。' },
        { set: 'process-4', text: '备件领用、归还当天登记，旧件三个工作日内寄回仓库。' },
        {
          set: 'process-5',
          text: '客户投诉 30 分钟内接手，两小时内给出第一次答复，当天同步进度。',
        },
        { set: 'discipline-1', text: '不推诿片区，分不清归属的由最先看到的人接，调度事后再划。' },
        {
          set: 'discipline-2',
          text: '每天 18:30 前更新手上工单的状态，停机未恢复的写明下一步和时间。',
        },
      ],
    },
    {
      daysAgo: 77,
      clock: '16:30',
      material: false,
      note: '旧件寄回的时限写得更清楚',
      edits: [
        {
          set: 'process-4',
          text: '备件领用、归还当天登记；旧件贴上工单号，三个工作日内寄回仓库。',
        },
      ],
    },
    {
      daysAgo: 13,
      clock: '09:20',
      material: true,
      note: '停机类客诉改为 15 分钟接手',
      edits: [
        {
          set: 'process-5',
          text: '停机类客诉 15 分钟内接手、30 分钟内给远程方案；其他客诉两小时内首次答复。',
        },
        {
          add: 'process-6',
          text: '夜间和节假日由值班人接手，值班表每月 25 日前排好，换班要在群里说明。',
        },
      ],
    },
    {
      daysAgo: 5,
      clock: '17:05',
      material: false,
      note: '昵称写法统一',
      edits: [{ set: 'conduct-5', text: '群昵称用“姓名-片区”，当天值班的写成“姓名-片区-值班”。' }],
    },
  ],
  xunlian: [
    {
      daysAgo: 55,
      clock: '13:40',
      material: true,
      note: '训练营第一版，学员和带教人都要确认',
      edits: [
        {
          set: 'conduct-5',
          text: '群昵称用“姓名-期数”，例如“丁沐阳-九期”，结营当天由管理员改回。',
        },
        { set: 'conduct-4', text: '提问不怕浅，答的人不嘲笑；学员的演练录音只用于带教，不外传。' },
        {
          set: 'talk-1',
          text: '发言先写主题，例如【提问】【作业】【演练】【复盘】，一条消息说一件事。',
        },
        {
          set: 'talk-2',
          text: '带教人每个工作日 17:30 前回完学员当天的提问，答不了的转给对应的产品同事。',
        },
        { set: 'process-1', text: '每天一次话术演练，两次不到 80 分的，由带教人陪练一次。' },
        { set: 'process-2', text: '没有通过演练的场景，不独立给客户报价；要报价的请带教人一起。' },
        {
          set: 'process-3',
          text: '跟访客户前写好三个要问的问题，跟访后当天交复盘，带教人次日批注。',
        },
        { set: 'process-4', text: '课后测验 48 小时内完成，没通过的可以重做一次，题目会换。' },
        {
          set: 'discipline-1',
          text: '作业和演练由本人完成，代做代答的，当次记零分并和带教人面谈。',
        },
        {
          set: 'discipline-2',
          text: '每天 18:30 前交当日学习记录：学了什么、卡在哪里、明天做什么。',
        },
        {
          set: 'discipline-3',
          text: '周三 16:00 和周五 15:00 的课提前五分钟签到，缺课一周内看完录像。',
        },
        {
          set: 'reward-1',
          text: '培训通过、演练达标、被采纳的建议和首单都有积分，规则和明细公开可查。',
        },
        {
          set: 'reward-2',
          text: '结营评定看测验、演练和跟访三项，前三名优先选片区，评定过程公开。',
        },
      ],
    },
  ],
}
