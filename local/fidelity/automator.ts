import { absent, partial, remark, type Judgements } from './types'

const TICKET = 'nothing needs a login here, so it guards nothing'

/** Requests of miniprogram-automator 0.12.1 by their names on the wire. */
export const AUTOMATOR: Judgements = {
  'App.callWxMethod': remark('methods of plugins are refused by name'),
  'App.mockWxMethod': remark('with neither result nor function it restores the method'),
  'App.exit': remark('ends the mini program; the phone stays'),
  'Element.callContextMethod': absent('there is no video component'),
  'Tool.close': remark('closes this person’s phone, not the browser'),
  'Tool.enableRemoteDebug': absent('needs WeChat on a real phone'),
  'Tool.getTestAccounts': remark('everybody in the small WeChat'),
  'Tool.getTicket': partial(TICKET),
  'Tool.native': partial(
    'shares with the newest chat; `closePaymentDialog` is refused: nobody pays here',
  ),
  'Tool.refreshTicket': partial(TICKET),
  'Tool.setTicket': partial(TICKET),
  'Tool.stopAudits': absent('experience audits run in WeChat DevTools only'),
}
