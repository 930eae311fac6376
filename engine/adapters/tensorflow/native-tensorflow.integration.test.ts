import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { quietControl } from '../../learn/estimator.ts'
import { defaultArchitecture, type Layer } from '../../learn/neural-network/architecture.ts'
import { trainNetwork, type NetworkTraining } from '../../learn/neural-network/train-network.ts'
import { randomFrom } from '../../learn/random.ts'
import { userFolder } from '../../store/user-folder.ts'
import { addTensorFlow } from './add-tensorflow.ts'
import { loadBackend, missingPart } from './backend.ts'
import { tensorTrainee } from './tensor-trainee.ts'
import { trialStep } from './trial-step.ts'

const places = { wasm: '', prefix: join(userFolder(), 'tensorflow') }
const missing = missingPart('tfjs-node', places)
if (missing) process.stdout.write(`native TensorFlow: skipped, ${missing} is not in ${places.prefix}; millrace backends add tensorflow\n`)

describe.skipIf(missing !== null)('TensorFlow that was added', () => {
  it('steps as plain arithmetic does', async () => {
    expect(await trialStep(await loadBackend('tfjs-node', places))).toBeLessThan(1e-4)
  })

  it('trains the network that plain JavaScript trains', async () => {
    const random = randomFrom(2)
    const columns = [1, 10].map((size) => Float64Array.from({ length: 300 }, () => size * random.normal()))
    const y = columns[0]!.map((value, i) => (value + Math.sin(columns[1]![i]!) > 0 ? 1 : 0))
    const layers: Layer[] = [
      { kind: 'dense', units: 12, activation: 'gelu' },
      { kind: 'batch-norm' },
      { kind: 'dropout', share: 0.1 },
      { kind: 'dense', units: 6, activation: 'tanh' },
    ]
    const training: NetworkTraining = {
      task: 'classification',
      architecture: { ...defaultArchitecture, layers, epochs: 4, clip: 1 },
      x: { rows: 300, columns, names: ['a', 'b'] },
      y,
      options: { seed: 2, classes: ['no', 'yes'] },
    }
    // Both back ends of the one TensorFlow.js: a second copy of it would speak at length about the first.
    const tf = await loadBackend('tfjs-node', places)
    const losses = async (backend: 'tensorflow' | 'cpu') => {
      await tf.setBackend(backend)
      const found: number[] = []
      const metric = (name: string, _: number, value: number) => void (name === 'loss' && found.push(value))
      await trainNetwork(training, (asked) => tensorTrainee(tf, asked), { ...quietControl, metric })
      return found
    }
    const plain = await losses('cpu')
    const native = await losses('tensorflow')
    expect(native).toHaveLength(4)
    native.forEach((loss, epoch) => expect(loss).toBeCloseTo(plain[epoch]!, 4))
  })
})

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('adding TensorFlow', () => {
  const [path, folder] = [process.env['PATH'], mkdtempSync(join(tmpdir(), 'add-tensorflow-'))]
  afterEach(() => {
    process.env['PATH'] = path
    rmSync(folder, { recursive: true, force: true })
  })

  it('says what is missing before it writes anything', async () => {
    process.env['PATH'] = folder
    const added = addTensorFlow({ folder: join(folder, 'new'), gpu: false, say: () => undefined })
    await expect(added).rejects.toMatchObject({ problem: { code: 'tool-missing', text: { en: expect.stringContaining('g++') as string } } })
    expect(readdirSync(folder)).toEqual([])
  })
})
