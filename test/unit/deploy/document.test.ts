import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fillDocument } from '../../../deploy/document'
import type { LocalFunction } from '../../../deploy/functions/client'
import { RUNTIME } from '../../../deploy/functions/local'
import { TEMPLATES } from '../../../deploy/templates'
import { TEMPLATES as LOCAL_TEMPLATES } from '../../../local/cli/console'
import { TEMPLATES as CONTRACT, TEMPLATES_MAX } from '../../../miniprogram/contract/notice'
import { privacyUses } from '../../../tools/official/privacy'
import { readSources } from '../../../tools/official/sources'
import { MIN_BASE_LIBRARY } from '../../../tools/official/wx-api'
import { withSample } from '../tools/sample-project'

const root = resolve(__dirname, '../../..')
const text = readFileSync(join(root, 'docs/DEPLOYING.md'), 'utf8')

/** From the source, so that no build is needed. */
const functions = readdirSync(join(root, 'cloudfunctions')).flatMap((name): LocalFunction[] => {
  try {
    const file = join(root, 'cloudfunctions', name, 'config.json')
    const { timeout, permissions, triggers } = JSON.parse(readFileSync(file, 'utf8')) as {
      timeout: number
      permissions: { openapi: string[] }
      triggers?: LocalFunction['triggers']
    }
    return [
      {
        name,
        dir: '',
        runtime: RUNTIME,
        memoryMb: 0,
        timeout,
        permissions: permissions.openapi,
        triggers: triggers ?? [],
        bytes: 0,
      },
    ]
  } catch {
    return []
  }
})

/** Prettier pads the cells. */
const unpadded = (markdown: string): string => markdown.replace(/ +/g, ' ').replace(/-{3,}/g, '---')

describe('docs/DEPLOYING.md', () => {
  it('has the functions, variables, templates and privacy uses of the source (else run deploy/document-cli.ts)', () => {
    expect(unpadded(fillDocument(text, root, functions))).toBe(unpadded(text))
  })

  it('has every step that a command sends people to', () => {
    const folders = ['.', 'clients', 'database', 'functions', 'mini-program', 'official']
    const scripts = folders.flatMap((folder) =>
      readdirSync(join(root, 'deploy', folder))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(join(root, 'deploy', folder, name), 'utf8')),
    )
    const steps = scripts.flatMap((script) =>
      [...script.matchAll(/DEPLOYING\.md, step (\d+)/g)].map((match) => match[1]!),
    )
    expect(steps.length).toBeGreaterThan(3)
    for (const step of steps) expect(text).toMatch(new RegExp(`^## ${step}\\. `, 'm'))
  })

  it('names the base library that the source is checked against', () => {
    expect(text).toContain(`**${MIN_BASE_LIBRARY}**`)
  })
})

describe('the templates that a deployment asks for', () => {
  it('are those of the local WeChat', () => {
    const here = TEMPLATES.map(({ variable, title, fields }) => {
      return { variable, title, fields: Object.fromEntries(fields.map((f) => [f.key, f.label])) }
    })
    const local = LOCAL_TEMPLATES.map(({ variable, title, fields }) => ({
      variable,
      title,
      fields,
    }))
    expect(here).toEqual(local)
  })

  it('have the fields that the functions send', () => {
    const here = Object.fromEntries(
      TEMPLATES.map(({ variable, title, fields }) => [
        variable,
        { title, fields: fields.map(({ key }) => key) },
      ]),
    )
    const sent = Object.entries(CONTRACT).map(([key, { title, fields }]) => {
      return [`TEMPLATE_${key.toUpperCase()}`, { title, fields: [...fields] }] as const
    })
    expect(here).toEqual(Object.fromEntries(sent))
    expect(sent.length).toBeLessThanOrEqual(TEMPLATES_MAX)
  })
})

describe('uses of personal data', () => {
  const kinds = (files: Record<string, string>) =>
    withSample(files, (dir) => privacyUses(readSources(dir)).map(({ kind, by }) => `${kind} ${by}`))

  it('are found in scripts and templates', async () => {
    expect(
      await kinds({
        'mp/util.ts': "export const onTap = () => wx.setClipboardData({ data: '' })",
        'mp/pages/list/list.wxml':
          '<button open-type="getPhoneNumber|agreePrivacyAuthorization" /><camera /><input type="nickname" />',
      }),
    ).toEqual([
      '收集你的昵称、头像 <input type="nickname">',
      '收集你的手机号 <button open-type="getPhoneNumber">',
      '访问你的摄像头 <camera>',
      '读取你的剪切板 wx.setClipboardData',
    ])
  })

  it('are none in a page without any', async () => {
    expect(await kinds({})).toEqual([])
  })
})
