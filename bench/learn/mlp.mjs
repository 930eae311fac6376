// W9: a network of 128 and 64 units on synth-M, two classes and seven, beside scikit-learn's MLP and torch; seconds of an epoch.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { quietControl } from '../../engine/learn/estimator.ts'
import { defaultArchitecture } from '../../engine/learn/neural-network/architecture.ts'
import { kernelTrainee } from '../../engine/learn/neural-network/kernel-trainee.ts'
import { trainNetwork } from '../../engine/learn/neural-network/train-network.ts'
import { crewsOf, figuresOf, inTurn, readRows, timed } from '../learners.mjs'
import { writeSynthM } from '../synthetic.mjs'

const module = fileURLToPath(import.meta.url)
const [rows, epochs] = [100_000, 20]

const start = `
count, classes = int(sys.argv[2]), int(sys.argv[3])
x, y = rows(count)
x = ((x - x.mean(axis=0)) / x.std(axis=0)).astype(np.float32)
y = y.astype(int) if classes > 2 else (y > 2).astype(int)
`

const scikit = `${start}
import warnings
from sklearn.neural_network import MLPClassifier
warnings.simplefilter('ignore')
model = MLPClassifier((128, 64), batch_size=512, max_iter=${epochs}, n_iter_no_change=1000, alpha=0, random_state=1)
timed(lambda: {'loss': model.fit(x, y).loss_})
`

const torch = `${start}
import torch
torch.set_num_threads(int(sys.argv[4]))
torch.manual_seed(1)
outputs = classes if classes > 2 else 1
net = torch.nn.Sequential(torch.nn.Linear(50, 128), torch.nn.ReLU(), torch.nn.Linear(128, 64), torch.nn.ReLU(), torch.nn.Linear(64, outputs))
adam = torch.optim.Adam(net.parameters(), lr=.001)
loss_of = torch.nn.functional.cross_entropy if classes > 2 else lambda out, t: torch.nn.functional.binary_cross_entropy_with_logits(out[:, 0], t.float())
x, y = torch.from_numpy(x), torch.from_numpy(y)
def work():
    for _ in range(${epochs}):
        order, total = torch.randperm(count), 0.
        for at in range(0, count, 512):
            some = order[at:at + 512]
            adam.zero_grad()
            loss = loss_of(net(x[some]), y[some])
            loss.backward()
            adam.step()
            total += loss.item() * len(some)
    return {'loss': total / count}
timed(work)
`

/** Figures as { name, value, goal, unit, peer, peerValue }. */
export async function measure({ folder, python }) {
  writeSynthM(folder, rows)
  const withTorch = process.env.TORCH_PYTHON
  if (!withTorch) process.stderr.write('torch is not measured: TORCH_PYTHON names no Python that has it\n')
  const figures = []
  for (const classes of [2, 7]) {
    const args = ['network', folder, rows, classes, availableParallelism()]
    const peers = [['scikit-learn', python, scikit, 1], ...(withTorch ? [['torch', withTorch, torch, 1.5]] : [])]
    for (const [beside, interpreter, script, share] of peers) {
      const both = await inTurn({ module, python: interpreter, script, args })
      const each = ({ seconds, processor, loss }) => ({ seconds: seconds / epochs, processor: processor / epochs, loss })
      const [ours, peer] = [each(both.ours), each(both.peer)]
      const name = `W9 network, ${classes} classes, an epoch`
      figures.push(...figuresOf(name, { ours, peer }, { beside, processor: share, seconds: share }))
      figures.push({
        name: `W9 network, ${classes} classes, last loss`,
        value: ours.loss,
        goal: 1.02 * peer.loss,
        unit: '',
        peer: beside,
        peerValue: peer.loss,
      })
    }
  }
  return figures
}

const tasks = {
  async network(folder, count, classes, size) {
    const { x, y: all } = readRows(folder, Number(count))
    const y = Number(classes) > 2 ? all : all.map((value) => (value > 2 ? 1 : 0))
    const architecture = {
      ...defaultArchitecture,
      layers: [128, 64].map((units) => ({ kind: 'dense', units, activation: 'relu' })),
      batchSize: 512,
      epochs,
      validationShare: 0,
      earlyStopping: null,
    }
    const names = Array.from({ length: Number(classes) }, (_, at) => String(at))
    const training = { task: 'classification', architecture, x, y, options: { seed: 1, classes: names } }
    return timed(async () => {
      let loss = Number.NaN
      const metric = (name, _, value) => {
        if (name === 'loss') loss = value
      }
      await trainNetwork(training, (asked) => kernelTrainee({ ...asked, crews: crewsOf(Number(size)) }), { ...quietControl, metric })
      return { loss }
    })
  },
}

if (process.argv[1] === module) {
  const [name, ...args] = process.argv.slice(2)
  process.stdout.write(`${JSON.stringify(await tasks[name](...args))}\n`)
  process.exit()
}
