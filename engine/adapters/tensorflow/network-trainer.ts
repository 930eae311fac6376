import type { NetworkTrainer } from '../../../nodes/kit/context.ts'
import { loadBackend, type BackendId, type BackendPlaces, type TensorFlow } from './backend.ts'
import { trainNetwork } from './train-network.ts'

/**
 * Trains networks in this process on the first of `order` that starts. The order comes from probing, so the first one normally does; that
 * a later one had to be taken is said through `log`.
 */
export function createNetworkTrainer(order: readonly BackendId[], places: BackendPlaces, log: (text: string) => void): NetworkTrainer {
  return {
    async train(training, control) {
      const { tf, id } = await firstThatStarts(order, places, log)
      return { model: await trainNetwork(tf, training, control), backend: id }
    },
  }
}

async function firstThatStarts(
  order: readonly BackendId[],
  places: BackendPlaces,
  log: (text: string) => void,
): Promise<{ tf: TensorFlow; id: BackendId }> {
  let last: unknown
  for (const id of order) {
    try {
      return { tf: await loadBackend(id, places), id }
    } catch (error) {
      last = error
      log(`back end ${id} did not start: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw last instanceof Error ? last : new Error('no back end for neural networks')
}
