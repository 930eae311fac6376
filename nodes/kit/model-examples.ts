import type { ExampleMade } from './define-node.ts'
import { flats, twoMoons } from './learner-examples.ts'

/** A model of the side of a point. */
export const sideModel: ExampleMade = {
  node: 'train.decision-tree',
  port: 'model',
  params: { target: 'side', minLeaf: 1 },
  inputs: { table: twoMoons },
}

/** A model of the price of a flat. */
export const priceModel: ExampleMade = {
  node: 'train.linear-regression',
  port: 'model',
  params: { target: 'price' },
  inputs: { table: flats },
}
