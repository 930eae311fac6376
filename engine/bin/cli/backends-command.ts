import { addTensorFlow } from '../../adapters/tensorflow/add-tensorflow.ts'
import { probeBackends, type BackendReport } from '../../adapters/tensorflow/probe-backends.ts'
import { places } from '../places.ts'
import { exitCode, UsageError } from './exit-code.ts'

export interface BackendsOptions {
  readonly act: string | undefined
  readonly name: string | undefined
  readonly gpu: boolean
  readonly json: boolean
}

/** `millrace backends [list|add tensorflow]`: each is tried now, in a process of its own, with a small multiplication. */
export async function backendsCommand({ act = 'list', name, gpu, json }: BackendsOptions): Promise<number> {
  const { backendPlaces, probeEntry } = places
  const show = ({ id, state, text, gigaflops, log }: BackendReport) => {
    process.stdout.write(
      json
        ? `${JSON.stringify({ id, state, text: text.en, gigaflops: gigaflops ?? null })}\n`
        : `${id.padEnd(13)}  ${state.padEnd(9)}  ${text.en}\n`,
    )
    if (state === 'broken' && log !== '') process.stderr.write(`${log}\n`)
  }
  if (act === 'list') {
    await probeBackends({ entry: probeEntry, places: backendPlaces, found: show })
    return exitCode.done
  }
  if (act !== 'add' || name !== 'tensorflow') throw new UsageError('millrace backends [list]; millrace backends add tensorflow [--gpu]')
  await addTensorFlow({ folder: backendPlaces.prefix, gpu, say: (text) => process.stderr.write(`${text.en}\n`) })
  const [report] = await probeBackends({
    entry: probeEntry,
    places: backendPlaces,
    only: [gpu ? 'tfjs-node-gpu' : 'tfjs-node'],
    found: show,
  })
  return report?.state === 'available' ? exitCode.done : exitCode.failed
}
