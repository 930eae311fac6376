import { useLingui } from '@lingui/react/macro'
import { ChartBuilder } from '../../charts/ChartBuilder.tsx'
import { useSession } from '../../session/store.ts'
import { useText } from '../../session/use-text.ts'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { ArtifactPane } from '../ArtifactPane.tsx'
import { NoRows } from '../data/NoRows.tsx'
import type { TableState } from '../data/use-table.ts'
import type { ShownNode } from '../use-shown-node.ts'

/** A chart of the port that is shown, or the viewer of what else it carries. */
export function ChartsTab({ node, state }: { readonly node: ShownNode | null; readonly state: TableState }) {
  const { t } = useLingui()
  const text = useText()
  if (!node)
    return (
      <div className="p-3">
        <Empty title={t`No node is selected`}>{t`Select a node on the canvas to draw what comes out of it.`}</Empty>
      </div>
    )
  const { shown, pipeline, id } = node
  if (shown && shown.kind !== 'table') return <ArtifactPane node={node} />
  if (state.problem)
    return (
      <div className="p-3">
        <ProblemBox severity={state.problem.severity} title={text(state.problem.text)} detail={text(state.problem.action)} />
      </div>
    )
  if (!shown || !state.table) return state.loading ? <p className="meta p-4">{t`Loading`}</p> : <NoRows node={node} />
  const place = { path: pipeline.path, node: id, port: shown.port, side: shown.side }
  return (
    <ChartBuilder
      key={`${id}.${shown.side}.${shown.port}`}
      pipeline={pipeline}
      place={place}
      title={node.title}
      columns={state.table.columns}
      statistics={state.table.statistics}
      end={
        <IconButton
          icon="maximize"
          size="s"
          label={t`Open as a page`}
          onClick={() => useSession.getState().openReport({ page: 'chart', ...place }, node.titleText)}
        />
      }
    />
  )
}
