/** What the SDK finds in the environment of a function; import it before the platform's database. */
Object.assign(process.env, {
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'test',
  TENCENTCLOUD_SECRETKEY: 'test',
  SCF_NAMESPACE: 'local',
  TCB_ENV: 'local',
})

/** Where the cloud is: the SDK looks with each request. */
export const useCloud = (adminUrl: string): void => {
  process.env['TCB_CONTEXT_CNFG'] = JSON.stringify({ URL: adminUrl })
}
