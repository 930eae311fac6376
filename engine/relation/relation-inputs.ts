import type { Relation } from './relation.ts'

/** The relations that a relation reads directly. */
export function inputsOf(relation: Relation): readonly Relation[] {
  switch (relation.op) {
    case 'input':
    case 'scan':
    case 'values':
      return []
    case 'join':
      return [relation.left, relation.right]
    case 'union':
    case 'query':
      return relation.inputs
    default:
      return [relation.input]
  }
}

/** The same relation over other inputs, itself when none changes. The schemas of the inputs must hold what the relation reads. */
export function withInputs(relation: Relation, map: (input: Relation) => Relation): Relation {
  switch (relation.op) {
    case 'input':
    case 'scan':
    case 'values':
      return relation
    case 'join': {
      const left = map(relation.left)
      const right = map(relation.right)
      return left === relation.left && right === relation.right ? relation : { ...relation, left, right }
    }
    case 'union':
    case 'query': {
      const inputs = relation.inputs.map(map)
      return inputs.every((input, index) => input === relation.inputs[index]) ? relation : { ...relation, inputs }
    }
    default: {
      const input = map(relation.input)
      return input === relation.input ? relation : { ...relation, input }
    }
  }
}
