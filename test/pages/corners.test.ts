import { drive } from './kit/drive'

/* What no page of the product needs and a mini program may: one small page for all of it. */

let found: Record<string, unknown>
beforeAll(async () => {
  found = await drive('corners')
}, 120_000)

describe('app.json', () => {
  it('may name the first page, and subpackages in small letters', () => {
    expect(found['first page']).toBe('pages/start/start')
    expect(found['home']).toEqual([['go-home'], []])
  })
})

describe('templates', () => {
  it('choose by wx:if, wx:elif and wx:else', () => {
    expect(found['counts']).toEqual(['零', '一', '7'])
  })
  it('fill slots by name, and take generics or their default', () => {
    expect(found['default parts']).toBe('头 行 甲 行 乙 脚')
    expect(found['given parts']).toBe('素 甲 素 乙')
  })
})

describe('a component', () => {
  it('knows its behaviours, all of a kind below it, its page, and data that is not drawn', () => {
    expect(found['facts']).toEqual({ has: [true, false], rows: 2, sum: 4, page: found['page id'] })
  })
  it('changes several data at once', () => {
    expect(found['after twice']).toBe('头 行 丙 行 丁 行 戊 脚')
  })
  it('plays an animation and takes it back', () => {
    expect(found['animated']).toEqual(['0', '1'])
  })
  it('watches the width of the screen and what comes into another element', () => {
    expect(found['media']).toEqual([true, false])
    expect(found['intersection']).toEqual({ ratio: 1, height: 40 })
  })
})

describe('wx', () => {
  it('puts pixels on a canvas and reads them back', () => {
    expect(found['pixels']).toEqual([7, 193, 96, 255])
  })
  it('hides the keyboard of a field, and fails without one', () => {
    expect(found['keyboard']).toEqual([true, false, 'hideKeyboard:fail input not exists'])
  })
  it('runs the next tick after what runs now', () => {
    expect(found['next tick']).toEqual(['now', 'tick'])
  })
  it('shows that a page loads, and stops', () => {
    expect(found['navigation loading']).toEqual([1, 0])
  })
  it('dresses the tab bar', () => {
    expect(found['tab bar']).toEqual(['rgb(17, 34, 51)', 'rgb(255, 0, 0)'])
  })
  it('refreshes the page as if it were pulled, in the colour of the window', () => {
    expect(found['refreshed']).toEqual([1, 'rgb(255, 255, 255)'])
  })
  it('takes the way home away, which a page can also be without', () => {
    expect(found['home']).toEqual([['go-home'], []])
    expect(found['no home']).toEqual([])
  })
})

it('complains about nothing', () => {
  expect(found['reports']).toEqual([])
})
