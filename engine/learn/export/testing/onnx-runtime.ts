// For tests only: onnxruntime itself, where this machine has its binary.

import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-node'
import type { OnnxTensor } from '../onnx-model.ts'

/** What a file answers by onnxruntime: its outputs by name. */
export type OnnxRuntime = (bytes: Uint8Array, feeds: ReadonlyMap<string, OnnxTensor>) => Promise<ReadonlyMap<string, OnnxTensor>>

/** The runtime, or why it is not there: not every system has a binary. Throws under CI=true where there should be one. */
export async function onnxRuntime(): Promise<OnnxRuntime | string> {
  try {
    const runtime = await import('onnxruntime-node')
    return async (bytes, feeds) => {
      const session: InferenceSession = await runtime.InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 })
      const given = Array.from(feeds, ([name, tensor]): [string, Tensor] => [name, tensorOf(runtime.Tensor, tensor)])
      const answers = await session.run(Object.fromEntries(given))
      await session.release()
      return new Map(session.outputNames.map((name) => [name, ownTensor(answers[name]!)]))
    }
  } catch (error) {
    const why = `there is no onnxruntime here: ${error instanceof Error ? error.message : String(error)}`
    if (process.env['CI'] === 'true' && !(process.platform === 'darwin' && process.arch === 'x64')) throw new Error(why)
    process.stderr.write(`left out: ${why}\n`)
    return why
  }
}

function tensorOf(make: typeof Tensor, tensor: OnnxTensor): Tensor {
  if (tensor.type === 'string') return new make('string', [...tensor.values], tensor.dims)
  if (tensor.type === 'bool') return new make('bool', Uint8Array.from(tensor.values), tensor.dims)
  return new make('float64', tensor.values, tensor.dims)
}

function ownTensor(tensor: Tensor): OnnxTensor {
  const { dims } = tensor
  if (tensor.type === 'string') return { type: 'string', dims, values: (tensor as TypedTensor<'string'>).data }
  const type = tensor.type === 'bool' ? 'bool' : tensor.type === 'int64' ? 'int64' : 'double'
  return { type, dims, values: Float64Array.from(tensor.data as ArrayLike<number>, Number) }
}
