/**
 * Every line icon of the product as SVG content on a 24 × 24 grid, drawn with a round stroke of 1.8. One source for the tab
 * bar's PNGs and for the masks of `components/icon`.
 */
export const ICONS: Record<string, string> = {
  calendar:
    '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 2.8v4M16 2.8v4"/>',
  document: '<rect x="5" y="3" width="14" height="18" rx="2"/><path d="M9 8h6M9 12h6M9 16h3.5"/>',
  bars: '<path d="M5.5 20v-6M12 20V4.5M18.5 20v-9"/>',
  person: '<circle cx="12" cy="8" r="4.2"/><path d="M4 20.5c1-4.2 4.2-6 8-6s7 1.8 8 6"/>',
  people:
    '<circle cx="9" cy="8.5" r="3.6"/><path d="M2.5 19.5c.8-3.6 3.3-5.2 6.5-5.2s5.7 1.6 6.5 5.2M15.5 5.2a3.6 3.6 0 0 1 0 6.6M17.8 14.8c2 .7 3.2 2.2 3.7 4.7"/>',
  bell: '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4"/>',
  check: '<path d="M5 12.5l4.8 4.8L19.5 7.5"/>',
  'check-circle': '<circle cx="12" cy="12" r="9"/><path d="M8 12.3l2.9 2.9L16.2 9.7"/>',
  right: '<path d="M9 5.5l6.5 6.5L9 18.5"/>',
  down: '<path d="M5.5 9l6.5 6.5L18.5 9"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2.2"/>',
  alert: '<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.4v.1"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>',
  offline:
    '<path d="M3 3l18 18M8.5 15.8a5 5 0 0 1 5.2-1.2M5 12.2a10 10 0 0 1 4.6-2.6M13.2 9.2A10 10 0 0 1 19 12.2M2 8.6a15 15 0 0 1 4.3-2.7M10 4.7A15 15 0 0 1 22 8.6M12 19.2v.1"/>',
  chat: '<path d="M4 5h16v11.5h-8.5L7 20.5v-4H4z"/>',
  lock: '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V7.5a4 4 0 0 1 8 0v3"/>',
  archive: '<rect x="3.5" y="4" width="17" height="5" rx="1"/><path d="M5 9v11h14V9M10 13h4"/>',
  hourglass: '<path d="M6 3h12M6 21h12M7.5 3v3.5L12 12l4.5-5.5V3M7.5 21v-3.5L12 12l4.5 5.5V21"/>',
  star: '<path d="M12 3.5l2.6 5.5 5.900.8-4.3 4.2 1.1 6-5.3-2.9L6.7 20l1.1-6L3.5 9.8 9.4 9z"/>',
  share: '<path d="M12 15V3.5M8 7l4-3.5L16 7M6 11H4.5v9.5h15V11H18"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  close: '<path d="M6 6l12 12M18 6L6 18"/>',
  edit: '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5"/>',
  drag: '<path d="M4.5 8h15M4.5 12h15M4.5 16h15"/>',
  trash: '<path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5L7 20.5h10L18 6.5M10 10.5v6M14 10.5v6"/>',
  up: '<path d="M12 19.5V5M6 11l6-6 6 6"/>',
  building: '<path d="M4 20.5h16M6 20.5V4h8v16.5M14 9.5h4v11M9 8h2M9 12h2M9 16h2"/>',
}

/** The tab bar's pictures: file name → icon. */
export const TAB_ICONS: Record<string, string> = {
  today: 'calendar',
  rules: 'document',
  board: 'bars',
  me: 'person',
}

/** Contrast on the tab bar's background at least 4.5:1 in each scheme. */
export const TAB_COLORS = {
  light: { plain: '#646B78', selected: '#077A3E' },
  dark: { plain: '#8D929B', selected: '#2BD27B' },
} as const

export const svg = (shape: string, color: string, size: number, stroke = 1.8): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" ` +
  `stroke="${color}" stroke-width="${stroke}" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`
