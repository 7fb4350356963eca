import type { Clause } from '../../../miniprogram/contract/rules'

/** A rule book made for sales group chats, to start from: 24 clauses of six kinds. */
export const STARTER_CLAUSES: Omit<Clause, 'clauseId'>[] = [
  { kind: 'conduct', text: '群里只谈工作。广告、拼单、投票拉票和未经核实的消息不发。' },
  { kind: 'conduct', text: '加人走入群申请，由管理员同意后进群；不私自拉客户、亲友和同行。' },
  { kind: 'conduct', text: '客户电话、合同、报价底价不截图外传，也不发到本群以外的任何群聊。' },
  { kind: 'conduct', text: '不在群里议论客户和同事的私事，有分歧私下谈，谈不拢找管理员。' },
  { kind: 'conduct', text: '群昵称用“姓名-区域”，离岗或转岗当天告诉管理员。' },
  { kind: 'talk', text: '发言先写主题，例如【报价】【求助】【喜报】，一条消息说一件事。' },
  { kind: 'talk', text: '工作日 9:00–20:00 被 @ 后两小时内回应；暂时答不了的，先说什么时候能答。' },
  { kind: 'talk', text: '22:00 以后除客户紧急情况外不 @ 人，更不用“所有人”。' },
  { kind: 'talk', text: '语音不超过 20 秒，数字、价格、日期一律打字，方便检索。' },
  { kind: 'talk', text: '讨论超过十个来回还没结论的，由发起人转到专题群，并把结论发回本群。' },
  { kind: 'process', text: '新线索当天登记，24 小时内首次联系；三天没有进展的交回线索池。' },
  { kind: 'process', text: '报价前先查最新价目表；低于底价的，由主管批准后才能对客户说。' },
  { kind: 'process', text: '对客户承诺的交期、赠品、返点，先在群里发【确认】，得到答复再答应。' },
  { kind: 'process', text: '合同、发票、回款当天在系统里更新，群里只发结果，不发附件。' },
  { kind: 'process', text: '客户投诉 30 分钟内接手，两小时内给出第一次答复，当天在群里同步进度。' },
  {
    kind: 'discipline',
    text: '不抢单、不跨区报价。客户归属有争议，以首次登记时间为准，由主管裁定。',
  },
  { kind: 'discipline', text: '每天 18:30 前填当日战报：成交额、成交数、新客户；请假提前说明。' },
  { kind: 'discipline', text: '周一 9:00 例会准时到，迟到、缺席提前请假，会后当天补看纪要。' },
  { kind: 'discipline', text: '泄露客户资料或底价，首次提醒并扣 10 分，再次移出本群并上报公司。' },
  { kind: 'feedback', text: '对制度、产品、系统的意见走“反馈”入口，两个工作日内有人答复。' },
  { kind: 'feedback', text: '同样的问题先搜常见问答；没有答案再提，提过的可以点“我也遇到”。' },
  { kind: 'feedback', text: '对处罚有异议，收到通知后三天内申诉，由另一位管理员复核。' },
  {
    kind: 'reward',
    text: '按时确认群规、被采纳的建议、通过的培训和成交都有积分，规则和明细公开可查。',
  },
  { kind: 'reward', text: '月度、季度、年度冠军先公示三天，无异议后发奖；同分者先达到的在前。' },
]
