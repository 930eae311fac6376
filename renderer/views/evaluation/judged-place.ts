import { createContext, useContext } from 'react'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useCharts, type ChartPlace } from '../../charts/chart-state.ts'
import type { Condition } from '../../charts/mark-choice.ts'
import { portKey } from '../../charts/port-key.ts'
import { useDocument } from '../../document/store.ts'
import { useSession } from '../../session/store.ts'

export interface JudgedPlace {
  readonly path: string
  readonly node: string
  /** In the dock the rows take the place of the report; on a page they stand under it. */
  readonly inDock: boolean
}

/** The node whose evaluations are shown; null where there is none, as in the gallery. */
export const JudgedPlaceContext = createContext<JudgedPlace | null>(null)

/** Where the judged rows of an evaluation come out; null without them, or before the node has run with its settings. */
export function useJudgedRows(evaluation: Pick<Evaluation, 'answers'> | undefined): ChartPlace | null {
  const judged = useContext(JudgedPlaceContext)
  const pipeline = useDocument(judged?.path ?? null)
  const port = evaluation?.answers?.port
  if (!judged || port === undefined) return null
  const place = { path: judged.path, node: judged.node, port, side: 'out' as const }
  return portKey(pipeline, place) === null ? null : place
}

/** Shows the judged rows that meet all conditions; null where there are no rows to show. */
export function useShowRows(evaluation: Pick<Evaluation, 'answers'> | undefined): ((all: readonly Condition[]) => void) | null {
  const judged = useContext(JudgedPlaceContext)
  const place = useJudgedRows(evaluation)
  if (!place || !judged) return null
  return (all) => {
    useCharts.getState().choose(place, { conditions: { all }, formula: '' })
    if (!judged.inDock) return
    const session = useSession.getState()
    session.setPreviewPort({ node: place.node, port: place.port, side: 'out' })
    session.setDockTab('data')
  }
}
