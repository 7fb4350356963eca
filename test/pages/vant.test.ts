import { readdirSync } from 'node:fs'
import { drive } from './kit/drive'
import { GALLERY } from './kit/vant-gallery'

const DIST = 'node_modules/@vant/weapp/dist'
/** Folders of the package that hold no component of their own. */
const NOT_COMPONENTS = ['common', 'definitions', 'mixins', 'wxs']

it('the gallery uses every component of the package', () => {
  const all = readdirSync(DIST).filter((name) => !NOT_COMPONENTS.includes(name))
  const used = new Set(GALLERY.flatMap(({ name, uses = [] }) => [name, ...uses]))
  // Parts that only other components of the package use.
  const inner = ['info', 'picker-column']
  expect(all.filter((name) => !used.has(name) && !inner.includes(name))).toEqual([])
})

it('every component mounts, reacts to its main interaction and says nothing', async () => {
  const { problems, warnings } = await drive<{ problems: object; warnings: object[] }>('vant')
  expect(warnings).toEqual([])
  expect(problems).toEqual({
    // Its page names a picture that is not there, on purpose.
    image: ['warn: pages/image/image: Failed to load image /images/absent.png'],
  })
}, 180_000)
