import { readFileSync } from 'node:fs'
import { builtIns } from '../../local/phone/components'
import { drive } from './kit/drive'

/* Components that go away while what they wait for is still on its way: every one, at every moment. */

interface Found {
  heard: Record<string, string[]>
  thrown: string[]
  reports: string[]
}

let found: Found
beforeAll(async () => {
  found = await drive('gone')
}, 120_000)

it('[L3] has every built-in component on its page', () => {
  const page = readFileSync('test/pages/fixtures/components/pages/gone/gone.wxml', 'utf8')
  const absent = builtIns.filter(({ tag }) => !new RegExp(`<${tag}[\\s>]`).test(page))
  expect(absent.map(({ tag }) => tag)).toEqual(['unknown'])
})

it('[L3] throws nothing when components go away in the frame in which they came, or later', () => {
  expect(found.thrown).toEqual([])
  expect(found.reports).toEqual([])
})

it('[L3] hears nothing more from components that went away', () => {
  expect(Object.entries(found.heard).filter(([, notes]) => notes.length > 0)).toEqual([])
  expect(Object.keys(found.heard)).toHaveLength(7)
})
