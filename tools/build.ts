import { buildFunctions } from './build-functions'
import { packNpm } from './pack-npm'
import { buildVendorSlices } from './vendor-slices'

/** Makes everything that is not committed: the vendor slices, the packed npm components, the cloud functions. */
export async function build(step: (line: string) => void = () => {}): Promise<void> {
  step('vendor slices')
  const sizes = Object.entries(await buildVendorSlices())
  step(sizes.map(([name, bytes]) => `${name} ${(bytes / 1024).toFixed(1)} KB`).join(', '))
  step('npm components')
  packNpm()
  step('cloud functions')
  await buildFunctions()
}
