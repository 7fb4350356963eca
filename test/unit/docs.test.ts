import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/* The manuals speak in the words of the screens: whatever stands in 「」 has to be in the product. */

const MANUALS = readdirSync('docs').filter((name) => name.startsWith('用户手册-'))

function textBelow(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === 'miniprogram_npm' ? '' : textBelow(path)
      return /\.(ts|wxml|json)$/.test(entry.name) ? readFileSync(path, 'utf8') : ''
    })
    .join('\n')
}

const product = textBelow('miniprogram') + textBelow('cloudfunctions')

/** Stand for what differs from group to group, and are said to. */
const PLACEHOLDERS = ['', '群名', '发布 v1']

it('there is one for members, admins and managers', () => {
  expect(MANUALS.sort()).toEqual(
    ['用户手册-成员.md', '用户手册-管理员.md', '用户手册-管理者.md'].sort(),
  )
})

it.each(MANUALS)('%s quotes only words that the product shows', (name) => {
  const text = readFileSync(join('docs', name), 'utf8')
  const quoted = [...text.matchAll(/「([^「」]*)」/g)].map(([, words = '']) => words)
  expect(quoted.length).toBeGreaterThan(20)
  expect(
    quoted.filter((words) => !PLACEHOLDERS.includes(words) && !product.includes(words)),
  ).toEqual([])
})
