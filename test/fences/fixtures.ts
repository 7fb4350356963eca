/** Code that a fence must refuse, by the path it would stand at, and the same path's code that it must let through. */
export interface Fixture {
  fence: string
  file: string
  refused: string
  allowed: string
}

export const FIXTURES: Fixture[] = [
  {
    fence: 'the phone never imports server code',
    file: 'miniprogram/pages/x/x.ts',
    refused: "import { a } from '../../../cloudfunctions/kernel/errors'\nexport const b = a",
    allowed: "import { a } from '../../contract/limits'\nexport const b = a",
  },
  {
    fence: 'there is no Node on a phone',
    file: 'miniprogram/services/x.ts',
    refused: "import { a } from 'node:fs'\nexport const b = a",
    allowed: 'export const b = wx.getWindowInfo()',
  },
  {
    fence: 'there is no DOM on a phone',
    file: 'miniprogram/ui/x.ts',
    refused: 'export const b = document',
    allowed: 'export const b = 1',
  },
  {
    fence: 'wx lives in services and ui',
    file: 'miniprogram/pages/x/x.ts',
    refused: 'export const b = () => wx.showToast({ title: "" })',
    allowed: "import { toast } from '../../ui/toast'\nexport const b = () => toast('')",
  },
  {
    fence: 'pages await',
    file: 'miniprogram/pages/x/x.ts',
    refused: 'export const b = (p: Promise<void>) => p.then(() => 1)',
    allowed: 'export const b = async (p: Promise<void>) => await p',
  },
  {
    fence: 'the contract imports the slices of valibot and dayjs only',
    file: 'miniprogram/contract/x.ts',
    refused: "import dayjs from 'dayjs'\nexport const b = dayjs",
    allowed: "import * as v from '../vendor/valibot'\nexport const b = v",
  },
  {
    fence: 'the contract imports no other slice',
    file: 'miniprogram/contract/x.ts',
    refused: "import { a } from '../vendor/dayjs-more'\nexport const b = a",
    allowed: "import { dayjs } from '../vendor/dayjs'\nexport const b = dayjs",
  },
  {
    fence: 'the server imports the contract only',
    file: 'cloudfunctions/modules/x/x.handlers.ts',
    refused: "import { a } from '../../../miniprogram/services/cloud'\nexport const b = a",
    allowed: "import { a } from '../../../miniprogram/contract/limits'\nexport const b = a",
  },
  {
    fence: 'only the platform imports the SDK',
    file: 'cloudfunctions/modules/x/x.repo.ts',
    refused: "import cloud from 'wx-server-sdk'\nexport const b = cloud",
    allowed: "import { a } from '../../kernel/errors'\nexport const b = a",
  },
  {
    fence: 'the platform imports of the phone the contract only',
    file: 'cloudfunctions/platform/x.ts',
    refused: "import { a } from '../../miniprogram/ui/toast'\nexport const b = a",
    allowed: "import cloud from 'wx-server-sdk'\nexport const b = cloud",
  },
  {
    fence: 'the product knows nothing of local/',
    file: 'cloudfunctions/kernel/x.ts',
    refused: "import { a } from '../../local/cloud'\nexport const b = a",
    allowed: "import { a } from './errors'\nexport const b = a",
  },
  {
    fence: 'modules have no clock of their own',
    file: 'cloudfunctions/modules/x/x.handlers.ts',
    refused: 'export const b = () => Date.now()',
    allowed: 'export const b = (at: number) => new Date(at)',
  },
  {
    fence: 'modules make no dates of now',
    file: 'cloudfunctions/modules/x/x.handlers.ts',
    refused: 'export const b = () => new Date()',
    allowed: 'export const b = (at: number) => new Date(at)',
  },
  {
    fence: 'modules have no chance of their own',
    file: 'cloudfunctions/modules/x/x.jobs.ts',
    refused: 'export const b = () => Math.random()',
    allowed: 'export const b = (newId: () => string) => newId()',
  },
  {
    fence: 'rules know no storage',
    file: 'cloudfunctions/modules/x/x.rules.ts',
    refused: "import { a } from './x.repo'\nexport const b = a",
    allowed: "import { a } from '../../kernel/errors'\nexport const b = a",
  },
  {
    fence: 'rules are pure',
    file: 'cloudfunctions/modules/x/x.rules.ts',
    refused: "import { a } from '../../platform/database'\nexport const b = a",
    allowed: "import { a } from '../y/y.rules'\nexport const b = a",
  },
  {
    fence: 'local loads artefacts',
    file: 'local/seed/x.ts',
    refused: "import { a } from '../../cloudfunctions/schema/types'\nexport const b = a",
    allowed: "import { a } from '../cloud'\nexport const b = a",
  },
  {
    fence: 'local/phone runs in a browser',
    file: 'local/phone/wx/x.ts',
    refused: "import { a } from 'node:path'\nexport const b = a",
    allowed: 'export const b = document',
  },
  {
    fence: 'deploy sends artefacts',
    file: 'deploy/x.ts',
    refused: "import { a } from '../cloudfunctions/schema/collections'\nexport const b = a",
    allowed: "import { a } from '../tools/package-sizes'\nexport const b = a",
  },
  {
    fence: 'every test runs',
    file: 'test/unit/x.test.ts',
    refused: "it.skip('adds', () => undefined)",
    allowed: "it('adds', () => undefined)",
  },
  {
    fence: 'every test runs',
    file: 'test/unit/x.test.ts',
    refused: "xdescribe('sums', () => undefined)",
    allowed: 'export const b = query().skip(2)',
  },
]
