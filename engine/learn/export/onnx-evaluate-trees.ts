import { intOf, intsOf, numbersIn, tensorOf, textsOf, type OnnxOperator } from './onnx-operator.ts'

/** Trees of double limits that answer in single precision, as version 3 of the operator does. */
export const treeEnsemble: OnnxOperator = ([data], attributes) => {
  const { dims, values } = numbersIn(data)
  const [rows, width] = [dims[0]!, dims[1]!]
  const targets = intOf(attributes, 'n_targets', 1)
  const list = (name: string) => intsOf(attributes, name)
  const trees = list('nodes_treeids')
  const ids = list('nodes_nodeids')
  const places = new Map<number, Map<number, number>>()
  const roots: number[] = []
  trees.forEach((tree, at) => {
    const own = places.get(tree)
    if (own) own.set(ids[at]!, at)
    else {
      places.set(tree, new Map([[ids[at]!, at]]))
      roots.push(at)
    }
  })
  const placeOf = (tree: number, id: number) => {
    const place = places.get(tree)?.get(id)
    if (place === undefined) throw new Error(`tree ${tree} of an ONNX file has no node ${id}`)
    return place
  }
  const modes = textsOf(attributes, 'nodes_modes')
  const limits = tensorOf(attributes, 'nodes_values_as_tensor').values
  const [features, yes, no, missingYes] = [
    'nodes_featureids',
    'nodes_truenodeids',
    'nodes_falsenodeids',
    'nodes_missing_value_tracks_true',
  ].map(list) as [readonly number[], readonly number[], readonly number[], readonly number[]]
  const weights = tensorOf(attributes, 'target_weights_as_tensor').values
  const leafTrees = list('target_treeids')
  const leafIds = list('target_nodeids')
  const leaves = new Map(list('target_ids').map((target, at) => [placeOf(leafTrees[at]!, leafIds[at]!), { target, weight: weights[at]! }]))
  const sums = new Float64Array(rows * targets)
  for (let row = 0; row < rows; row++)
    for (const root of roots) {
      let at = root
      while (modes[at] !== 'LEAF') {
        const value = values[row * width + features[at]!]!
        const holds = modes[at] === 'BRANCH_EQ' ? value === limits[at] : value <= limits[at]!
        const goesYes = Number.isNaN(value) ? missingYes[at] === 1 : holds
        at = placeOf(trees[at]!, goesYes ? yes[at]! : no[at]!)
      }
      const leaf = leaves.get(at)
      if (leaf) sums[row * targets + leaf.target]! += leaf.weight
    }
  return [{ type: 'float', dims: [rows, targets], values: sums.map(Math.fround) }]
}
