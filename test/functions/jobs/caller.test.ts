import { boot, type Product } from '../../kit/boot'

describe('the function of the jobs', () => {
  let product: Product
  beforeAll(async () => {
    product = await boot()
  })
  afterAll(() => product.close())

  const runBy = async (openid: string | null): Promise<unknown> => {
    const { cloud } = product
    if (openid === null) return (await cloud.fireTimer('jobs')) as unknown
    const caller = { openid, source: 'wx_client' } as const
    return (await cloud.callFunction({ name: 'jobs', data: {}, caller })) as unknown
  }

  it('does nothing for a person who calls it, and its work for the timer', async () => {
    const { openid } = product.person('好奇的人')
    expect(await runBy(openid)).toMatchObject({ ok: true, result: { reads: 0, writes: 0 } })
    expect(await product.cloud.database.all('schedule')).toEqual([])
    expect(await runBy(null)).toMatchObject({ ok: true, result: { failed: [] } })
    expect(await product.cloud.database.all('schedule')).toHaveLength(1)
  })
})
