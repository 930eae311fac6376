import type { Problem } from '../../../engine/protocol/problem.ts'
import { useSession } from '../../session/store.ts'

/** Brings the place of a problem into sight: its node on the canvas, its param in the settings or its column in the rows. */
export function showProblem({ place }: Problem): void {
  const session = useSession.getState()
  const { node, param, column, row, port } = place
  if (node === undefined) return
  session.show({ node, ...(param !== undefined && { param }), ...(column !== undefined && { column }), ...(row !== undefined && { row }) })
  if (param !== undefined) session.setInspectorTab('settings')
  if (row !== undefined) {
    if (port !== undefined) session.setPreviewPort({ node, port, side: 'in' })
    session.setDockTab('data')
  }
}
