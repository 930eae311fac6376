import type { NetworkRequest, NetworkTrainer } from '../../../nodes/kit/context.ts'
import { kernelStack } from '../../learn/neural-network/kernel-plan.ts'
import { kernelTrainee } from '../../learn/neural-network/kernel-trainee.ts'
import { planNetwork } from '../../learn/neural-network/network-plan.ts'
import { trainNetwork } from '../../learn/neural-network/train-network.ts'
import { LearnProblem } from '../../learn/problem.ts'
import { loadBackend, type BackendId, type BackendPlaces, type TensorFlow } from './backend.ts'
import { tensorTrainee } from './tensor-trainee.ts'

const onGraphics: ReadonlySet<BackendId> = new Set(['tfjs-node-gpu', 'webgpu'])
/** Cells of the table times epochs from which moving everything to a graphics processor pays. */
const worthGraphics = 5e9

/**
 * Trains networks in this process: by the kernels of the engine where they can do the layers, else on the first of `order` that starts. The order
 * comes from probing, so the first one normally does. What was taken, and why, is said through `log`.
 */
export function createNetworkTrainer(order: readonly BackendId[], places: BackendPlaces, log: (text: string) => void): NetworkTrainer {
  return {
    async train(request, control) {
      const { takes, why } = chooseTrainer(request, order)
      if (takes === 'own') {
        control.device?.('own')
        log(`trained by the engine's own kernels: ${why}`)
        const model = await trainNetwork(request, (asked) => kernelTrainee({ ...asked, crews: request.crews }), control)
        return { model, backend: 'own' }
      }
      const { tf, id } = await firstThatStarts(takes, places, log)
      control.device?.(id)
      log(`trained on ${id}: ${why}`)
      return { model: await trainNetwork(request, (asked) => tensorTrainee(tf, asked), control), backend: id }
    },
  }
}

/** Who trains this network: the own kernels, or the first that starts of some back ends; and why. Throws LearnProblem for a pinned one that cannot. */
export function chooseTrainer(
  { architecture, x, backend }: Pick<NetworkRequest, 'architecture' | 'x' | 'backend'>,
  order: readonly BackendId[],
): { takes: 'own' | readonly BackendId[]; why: string } {
  const able = kernelStack(planNetwork(architecture.layers, x.columns.length, { output: 'number', outputs: 1 })) !== null
  if (backend === 'own') {
    if (able) return { takes: 'own', why: 'the node asks for it' }
    throw new LearnProblem({
      code: 'bad-option',
      option: 'backend',
      text: {
        en: 'The engine’s own kernels train dense layers with ReLU, tanh or sigmoid and dropout behind them; this network has others.',
        fr: 'Les noyaux du moteur entraînent des couches denses suivies de ReLU, tanh ou sigmoïde et d’abandon ; ce réseau en a d’autres.',
      },
      action: { en: 'Let Millrace choose where to train.', fr: 'Laissez Millrace choisir où entraîner.' },
    })
  }
  if (backend !== 'auto') {
    const pinned = order.find((id) => id === backend)
    if (pinned) return { takes: [pinned], why: 'the node asks for it' }
    throw new LearnProblem({
      code: 'bad-option',
      option: 'backend',
      text: {
        en: `The back end ${backend} does not work on this machine.`,
        fr: `Le moteur ${backend} ne fonctionne pas sur cette machine.`,
      },
      action: {
        en: 'Let Millrace choose where to train; `millrace backends` says what is there.',
        fr: 'Laissez Millrace choisir où entraîner ; `millrace backends` dit ce qui est là.',
      },
    })
  }
  const graphics = order.filter((id) => onGraphics.has(id))
  const work = x.rows * x.columns.length * architecture.epochs
  if (graphics.length > 0 && work >= worthGraphics)
    return { takes: [...graphics, ...order.filter((id) => !onGraphics.has(id))], why: 'so much work pays on a graphics processor' }
  if (able) return { takes: 'own', why: 'it has dense layers alone, which they train fastest without a graphics processor' }
  return { takes: order, why: 'its layers are more than the own kernels train' }
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
