/** Lets the page be shared with a ticket, by which the receiving chat proves itself. */
export function allowShare(): void {
  void wx.showShareMenu({ withShareTicket: true, menus: ['shareAppMessage'] })
}
