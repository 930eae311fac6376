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

/** Writes the threshold and the costs to the node that judged; null where nothing would change, or the node has no such settings. */
export function useSetJudging(): (evaluation: Evaluation, judging: Judging) => (() => void) | null {
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
    if (!place || !pipeline || pipeline.readOnly || !takes || (threshold === evaluation.threshold && sameCosts)) return null
    return () =>
      pipeline.apply(
        {
          type: 'set-params',
          id: place.node,
          params: { threshold, ...(!sameCosts && { costs: costLines(costs, positive, other) }) },
          remove: [],
        },
        { en: 'Use this threshold', fr: 'Utiliser ce seuil' },
      )
  }
}
