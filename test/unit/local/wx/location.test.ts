import type { AppConfig } from '../../../../local/compiler/manifest'
import { locationFamily } from '../../../../local/phone/wx/location'
import { reasonOf, testWx } from './kit'

type Api = (options?: object) => Promise<unknown>

const DECLARED = {
  pages: [],
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '找到最近的门店' } },
}

async function locationOf(app: AppConfig, scopes: Record<string, boolean> = {}) {
  const { context, host } = await testWx()
  await context.privacy.agree()
  host.answer('/api/settings', () => ({ privacyAgreed: true, scopes }))
  const apis = locationFamily(context, app).apis as Record<'getLocation' | 'openLocation', Api>
  return { ...apis, reports: host.reports }
}

const ALLOWED = { 'scope.userLocation': true }

describe('the place of a person', () => {
  test('is told in the coordinates that were asked for', async () => {
    const { getLocation } = await locationOf(DECLARED, ALLOWED)
    expect(await getLocation()).toMatchObject({
      latitude: 23.1291,
      longitude: 113.2644,
      accuracy: 65,
      errMsg: 'getLocation:ok',
    })
    expect(await getLocation({ type: 'gcj02' })).toMatchObject({ latitude: 23.126423 })
  })

  test.each([
    [{ requiredPrivateInfos: [] }, 'the api need to be declared in the requiredPrivateInfos field'],
    [{ permission: {} }, 'require permission desc'],
  ])('is not told where app.json says %j, and the author hears why', async (change, reason) => {
    const { getLocation, reports } = await locationOf({ ...DECLARED, ...change }, ALLOWED)
    const { errMsg } = await reasonOf(getLocation())
    expect(reports.at(-1)).toEqual({ level: 'error', text: errMsg })
    expect(errMsg).toContain(`getLocation:fail ${reason}`)
  })

  test('is not told when the person does not want it', async () => {
    const { getLocation } = await locationOf(DECLARED, { 'scope.userLocation': false })
    expect(await reasonOf(getLocation())).toEqual({
      errMsg: 'getLocation:fail auth deny',
      errno: 103,
    })
  })
})

test('a place to be shown has coordinates', async () => {
  const { openLocation } = await locationOf({ pages: [] })
  expect(await reasonOf(openLocation({ name: '总部' }))).toMatchObject({ errno: 1001 })
})
