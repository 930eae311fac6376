import '../../charts/charts.css'
import { useChosen } from '../../charts/chart-state.ts'
import { ChosenRowsPane } from '../../charts/ChosenRowsPane.tsx'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useDocument } from '../../document/store.ts'
import { useJudgedRows } from './judged-place.ts'

/** On a page: the rows of the cell, bar or group that was clicked, under the report. */
export function JudgedRows({ evaluation }: { readonly evaluation: Evaluation | undefined }) {
  const place = useJudgedRows(evaluation)
  const pipeline = useDocument(place?.path ?? null)
  const chosen = useChosen(place)
  if (!place || !chosen) return null
  return (
    <div className="judged-rows">
      <ChosenRowsPane pipeline={pipeline} place={place} />
    </div>
  )
}
