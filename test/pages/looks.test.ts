import { drive } from './kit/drive'

/* How what WeChat draws itself looks, and what a mini program may change of it with one class. */

let found: Record<string, unknown>
beforeAll(async () => {
  found = await drive('looks')
}, 120_000)

describe('a button of style v2', () => {
  const green = { color: 'rgb(6, 174, 86)', backgroundColor: 'rgb(242, 242, 242)' }
  const own = { color: 'rgb(1, 2, 3)', backgroundColor: 'rgb(4, 5, 6)' }

  it('is grey with green text and has no type that nobody gave it', () => {
    expect(found['plain']).toEqual({ ...green, type: null })
  })
  it('takes its colours from a class', () => {
    expect(found['own']).toEqual({ ...own, type: null })
    expect(found['bound']).toEqual({ ...own, type: null })
  })
  it('keeps the colours of a type that was given, as its rules weigh more than one class', () => {
    expect(found['typed']).toEqual({ ...green, type: 'default' })
    expect(found['primary']).toMatchObject({ backgroundColor: 'rgb(7, 193, 96)', type: 'primary' })
  })
  it('keeps its width whatever one class says', () => {
    expect(found['width']).toBe(184)
  })
  it('lights up when pressed, unless a class gave it a colour', () => {
    expect(found['pressed']).toEqual({ plain: 'rgb(222, 222, 222)', own: 'rgb(4, 5, 6)' })
  })
})

describe('the navigation bar', () => {
  it('has the way back at the height of the title', () => {
    const [arrow, title] = found['heights'] as [number, number]
    expect(arrow).toBeCloseTo(title, 1)
  })
})

it('a place is shown by its name, address and coordinates', () => {
  expect(found['place']).toEqual([
    '总部',
    '关闭',
    '某路 1 号',
    '纬度 23.12，经度 113.26',
    '这里没有地图。',
  ])
})

it('complains about nothing', () => {
  expect(found['reports']).toEqual([])
})
