import { useContext } from 'react'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useDocument } from '../../document/store.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { JudgedPlaceContext } from './judged-place.ts'
import { callCosts, costLines, type CallCosts } from './threshold-costs.ts'

interface Judging {
  readonly threshold: number
  readonly costs: CallCosts
  readonly positive: string
  readonly other: string
}

interface SetJudging {
  /** Writes them to the node that judged; null where nothing would change, or the node has no such settings. */
  readonly use: (() => void) | null
  /** The node has this threshold, but has not judged with it yet. */
  readonly waiting: boolean
}

/** Takes the threshold and the costs of a page over to the node that judged. */
export function useSetJudging(): (evaluation: Evaluation, judging: Judging) => SetJudging {
  const place = useContext(JudgedPlaceContext)
  const pipeline = useDocument(place?.path ?? null)
  const byType = useCatalogue((state) => state.byType)
  return (evaluation, { threshold, costs, positive, other }) => {
    const node = place && pipeline?.document.nodes[place.node]
    const entry = node && byType[node.type]
    const properties = entry?.params['properties']
    const takes = typeof properties === 'object' && properties !== null && 'threshold' in properties
    const before = callCosts(evaluation.costs, (evaluation.classes ?? []).indexOf(positive))
    const sameCosts = (Object.keys(costs) as (keyof CallCosts)[]).every((key) => costs[key] === before[key])
    const judged = threshold === evaluation.threshold && sameCosts
    if (!place || !node || pipeline.readOnly || !takes || judged) return { use: null, waiting: false }
    if (node.params['threshold'] === threshold && (sameCosts || isSet(node.params['costs'], costLines(costs, positive, other))))
      return { use: null, waiting: true }
    const use = () =>
      pipeline.apply(
        {
          type: 'set-params',
          id: place.node,
          params: { threshold, ...(!sameCosts && { costs: costLines(costs, positive, other) }) },
          remove: [],
        },
        { en: 'Use this threshold', fr: 'Utiliser ce seuil' },
      )
    return { use, waiting: false }
  }
}

function isSet(param: unknown, lines: ReturnType<typeof costLines>): boolean {
  return JSON.stringify(param ?? []) === JSON.stringify(lines)
}
