import { planNetwork, type NetworkPlan, type Part } from '../../engine/learn/neural-network/network-plan.ts'
import type { Layer } from '../../engine/learn/neural-network/architecture.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { aggregate } from '../../engine/relation/build.ts'
import { column } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { rowsWord, shownCount, type Noun } from './count-words.ts'
import type { Finding, Observation } from './observation.ts'
import { mostLevels } from './train-model.ts'

export interface ObservedNetwork {
  readonly rows: Relation
  readonly features: readonly Column[]
  readonly target: Column
  /** Auto: classes where the target is text or yes and no, and of whole numbers those with two values. */
  readonly task: 'auto' | 'classification' | 'regression'
  readonly layers: readonly Layer[]
}

const inputNoun: Noun = { one: { en: 'input', fr: 'entrée' }, many: { en: 'inputs', fr: 'entrées' } }
const outputNoun: Noun = { one: { en: 'output', fr: 'sortie' }, many: { en: 'outputs', fr: 'sorties' } }
const weightNoun: Noun = { one: { en: 'weight', fr: 'poids' }, many: { en: 'weights', fr: 'poids' } }
const layerNoun: Noun = { one: { en: 'layer', fr: 'couche' }, many: { en: 'layers', fr: 'couches' } }

/** The shapes of the layers and their weights, which follow from the columns; of text, from how many values it has. */
export function observeNetwork({ rows, features, target, task, layers }: ObservedNetwork): Observation {
  const counted = [...features.filter(({ type }) => type === 'text'), target]
  const relation = aggregate(
    rows,
    [],
    counted.map(({ name }, at) => ({ name: `n${at}`, fn: 'count-distinct', args: [column(name)] })),
  )
  return {
    questions: { values: { relation, of: 'first-rows' } },
    tell({ values }) {
      const [first] = values?.rows ?? []
      if (!first) return { findings: [] }
      const counts = first.map(Number)
      const texts = counts.slice(0, -1).reduce((sum, count) => sum + Math.min(mostLevels, count), 0)
      const inputs = features.length - (counted.length - 1) + texts
      const plan = planNetwork(layers, inputs, outputOf({ target, task }, counts.at(-1) ?? 2))
      return { findings: [shapeFinding(plan), ...plan.parts.flatMap((part) => partFinding(plan, part))] }
    },
  }
}

function outputOf({ target, task }: Pick<ObservedNetwork, 'target' | 'task'>, values: number): Pick<NetworkPlan, 'output' | 'outputs'> {
  const classes =
    task === 'classification' ||
    (task === 'auto' && (target.type === 'text' || target.type === 'bool' || (target.type === 'int' && values === 2)))
  if (!classes) return { output: 'number', outputs: 1 }
  return values > 2 ? { output: 'classes', outputs: values } : { output: 'two-classes', outputs: 1 }
}

function shapeFinding({ inputs, outputs, learned, parts }: NetworkPlan): Finding {
  const [from, to, weights] = [rowsWord(inputs, inputNoun), rowsWord(outputs, outputNoun), rowsWord(learned, weightNoun)]
  const dense = rowsWord(parts.filter(({ kind }) => kind === 'dense').length, layerNoun)
  return {
    tone: 'note',
    text: {
      en: `${from.en}, ${dense.en} with weights, ${to.en}: ${weights.en} in all.`,
      fr: `${from.fr}, ${dense.fr} avec des poids, ${to.fr} : ${weights.fr} en tout.`,
    },
  }
}

/** A line for each part that has weights, with its share of all. */
function partFinding(plan: NetworkPlan, part: Part): Finding[] {
  if (part.kind === 'dense') {
    const count = part.inputs * part.units + part.units
    const name: Text =
      part.layer === plan.parts.filter(({ kind }) => kind === 'dense').length
        ? { en: 'Output', fr: 'Sortie' }
        : { en: `Dense ${part.layer}`, fr: `Dense ${part.layer}` }
    const shape = `${shownCount(part.inputs)} → ${shownCount(part.units)}`
    const weights = rowsWord(count, weightNoun)
    return [
      {
        tone: 'note',
        text: { en: `${name.en}: ${shape}, ${weights.en}`, fr: `${name.fr} : ${shape}, ${weights.fr}` },
        share: count / Math.max(1, plan.learned),
      },
    ]
  }
  if (part.kind !== 'batch-norm') return []
  const weights = rowsWord(2 * part.units, weightNoun)
  return [
    {
      tone: 'note',
      text: {
        en: `Batch normalisation of ${shownCount(part.units)}, ${weights.en}`,
        fr: `Normalisation par lot de ${shownCount(part.units)}, ${weights.fr}`,
      },
      share: (2 * part.units) / Math.max(1, plan.learned),
    },
  ]
}
