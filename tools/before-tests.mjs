// What the tests need to be there, by whatever command they are started.
import { buildKernels } from './build-kernels.mjs'

export async function setup() {
  await buildKernels()
}
