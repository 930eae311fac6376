import { roomFrom, soloCrews } from '../../kernels/crew.ts'
import { gemmRoom } from '../../kernels/gemm-tasks.ts'
import type { TensorFlow } from './backend.ts'

/** Sides of the matrices: large enough to be about arithmetic, small enough for plain JavaScript. */
const side = 256
const rounds = 8
const gigaflops = (milliseconds: number) => (rounds * 2 * side ** 3) / milliseconds / 1e6

/** How fast TensorFlow.js multiplies on the back end it runs on, in billions of operations a second. */
export async function tensorSpeed(tf: TensorFlow): Promise<number> {
  const matrix = tf.ones([side, side])
  const multiply = async () => {
    const product = tf.matMul(matrix, matrix)
    await product.data()
    product.dispose()
  }
  await multiply()
  const began = performance.now()
  for (let round = 0; round < rounds; round++) await multiply()
  const speed = gigaflops(performance.now() - began)
  matrix.dispose()
  return speed
}

/** The same of the engine's kernels, on one core. Throws when they multiply wrongly. */
export function kernelSpeed(): number {
  const bytes = side * side * 4
  const crew = soloCrews.open(3 * bytes + gemmRoom)
  const [a, b, c, room] = [0, 1, 2, 3].map((at) => roomFrom + at * bytes) as [number, number, number, number]
  new Float32Array(crew.memory.buffer, a, 2 * side * side).fill(1)
  const multiply = () => crew.run([['gemm', a, b, c, side, side, side, side, side, side, 0, room]])
  multiply()
  if (!new Float32Array(crew.memory.buffer, c, side * side).every((value) => value === side)) throw new Error('wrong product')
  const began = performance.now()
  for (let round = 0; round < rounds; round++) multiply()
  const speed = gigaflops(performance.now() - began)
  crew.close()
  return speed
}
