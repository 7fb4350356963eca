const NS = 'http://www.w3.org/2000/svg'

/** Line icons on a 24 × 24 grid, drawn for this phone. Filled ones start with `f:`. */
const PATHS = {
  back: 'M15 4.5 7.5 12l7.5 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  more: 'f:M4 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zm8 0a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zm8 0a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20',
  plus: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8v8M8 12h8',
  chevron: 'M9 5l7 7-7 7',
  check: 'M4.5 12.5l5 5L19.5 7',
  chats:
    'M12 4c-5 0-9 3.2-9 7.2 0 2.3 1.3 4.3 3.4 5.6L5.8 20l3.6-1.9c.8.2 1.7.3 2.6.3 5 0 9-3.2 9-7.2S17 4 12 4z',
  contacts: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c.6-3.6 3.9-6 8-6s7.4 2.4 8 6z',
  discover: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.8 8.2l-2.2 5.4-5.4 2.2 2.2-5.4z',
  me: 'M12 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4zM4.5 20c0-4 3.3-6.2 7.5-6.2s7.5 2.2 7.5 6.2',
  forward: 'M13 5l7 6.5-7 6.5v-4c-4.500-.2-7.400 1-9.500 4 .5-5 3.700-8.300 9.500-8.700z',
  restart: 'M19.500 12a7.500 7.500 0 1 1-2.200-5.300M19.500 3.500v4h-4',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.500v.5',
  bell: 'M12 4c-3.300 0-5.500 2.500-5.500 5.600V13L5 16h14l-1.500-3V9.600C17.500 6.500 15.300 4 12 4zM10 19a2 2 0 0 0 4 0',
  miniprogram:
    'M9.300 9.300c-2.600-.2-5 1.200-5 3.500 0 1.900 1.700 3.300 3.700 3.300 2.300 0 4-1.500 4-3.700V11c0-2.200 1.700-3.700 4-3.700 2 0 3.700 1.400 3.700 3.300 0 2.300-2.400 3.700-5 3.500',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  moon: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z',
  wifi: 'M3 9.500c5-4.700 13-4.700 18 0M6 13c3.400-3.100 8.600-3.100 12 0M9 16.400c1.700-1.500 4.300-1.500 6 0M12 19.500v.1',
  'wifi-off':
    'M4 4l16 16M3 9.500c1.500-1.400 3.200-2.400 5-2.900M12 6c3.300-.1 6.500 1.100 9 3.500M6 13c1-.9 2.200-1.600 3.400-2M14.700 11c1.200.4 2.300 1.100 3.300 2M9 16.400c1.700-1.500 4.300-1.500 6 0M12 19.500v.1',
  warn: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500v6M12 16.500v.1',
  at: 'M15.500 12a3.500 3.500 0 1 1-7 0 3.500 3.500 0 0 1 7 0zM15.500 8.500V13a2.300 2.300 0 0 0 4.600 0v-1A8.100 8.100 0 1 0 17 18.400',
} as const

export type IconName = keyof typeof PATHS

/** An icon in the colour of the text around it. */
export function icon(name: IconName, size = 24): SVGSVGElement {
  const svg = document.createElementNS(NS, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('width', String(size))
  svg.setAttribute('height', String(size))
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', 'icon')
  const path = document.createElementNS(NS, 'path')
  const data = PATHS[name]
  const isFilled = data.startsWith('f:')
  path.setAttribute('d', isFilled ? data.slice(2) : data)
  path.setAttribute('fill', isFilled ? 'currentColor' : 'none')
  if (!isFilled) {
    path.setAttribute('stroke', 'currentColor')
    path.setAttribute('stroke-width', '1.6')
    path.setAttribute('stroke-linecap', 'round')
    path.setAttribute('stroke-linejoin', 'round')
  }
  svg.append(path)
  return svg
}

function shape(name: string, attrs: Record<string, string>): SVGElement {
  const element = document.createElementNS(NS, name)
  for (const [key, value] of Object.entries(attrs)) element.setAttribute(key, value)
  return element
}

/** The mini program's round icon. */
export function appIcon(size: number): SVGSVGElement {
  const svg = document.createElementNS(NS, 'svg')
  svg.setAttribute('viewBox', '0 0 40 40')
  svg.setAttribute('width', String(size))
  svg.setAttribute('height', String(size))
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', 'app-icon')
  const bubble =
    'M11 13.500a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v9.500a2 2 0 0 1-2 2h-8l-4.500 4v-4H13a2 2 0 0 1-2-2z'
  svg.append(
    shape('circle', { cx: '20', cy: '20', r: '20', fill: '#07c160' }),
    shape('path', { d: bubble, fill: '#fff' }),
    shape('path', {
      d: 'M15.500 18.200l3 3 6-6',
      fill: 'none',
      stroke: '#07a552',
      'stroke-width': '2.200',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  )
  return svg
}
