import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import type { GroupReport } from '../../engine/protocol/artifact.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { EndpointPane } from './EndpointPane.tsx'
import { EvaluationView, useEvaluationChoice } from './evaluation/EvaluationView.tsx'
import { groupingName, GroupReportView } from './groups/GroupReportView.tsx'
import { ModelView } from './model/ModelView.tsx'
import { MonitorView } from './monitor/MonitorView.tsx'
import type { Artifact } from './use-artifact.ts'
import { ViewList } from './ViewList.tsx'

export interface ArtifactViewProps {
  readonly artifact: Artifact
  /** Stands with the actions of a model. */
  readonly end?: ReactNode
}

/** An artifact other than a table, in a pane: the viewer of its kind with its sections under one another. */
export function ArtifactView({ artifact, end }: ArtifactViewProps) {
  return (
    <div className="in-pane">
      <Viewer artifact={artifact} end={end} />
    </div>
  )
}

function Viewer({ artifact, end }: ArtifactViewProps) {
  switch (artifact.kind) {
    case 'table':
      return null
    case 'model':
      return <ModelView model={artifact} end={end} />
    case 'metrics':
      return <Evaluations evaluations={artifact.evaluations} duels={artifact.duels} />
    case 'report':
      return artifact.monitor ? (
        <MonitorView report={artifact.monitor} ofNode />
      ) : (
        <>
          {artifact.groups && artifact.groups.length > 0 && <Groups groups={artifact.groups} />}
          <ViewList views={artifact.views} />
        </>
      )
    case 'endpoint':
      return <EndpointPane name={artifact.name} />
    case 'transform':
      return <ViewList views={artifact.views} />
    default:
      return artifact satisfies never
  }
}

function Evaluations({ evaluations, duels }: Pick<Extract<Artifact, { kind: 'metrics' }>, 'evaluations' | 'duels'>) {
  const { shown, choice } = useEvaluationChoice(evaluations)
  return (
    <>
      {choice && <div className="mb-2">{choice}</div>}
      <EvaluationView evaluations={evaluations} duels={duels} shown={shown} />
    </>
  )
}

function Groups({ groups }: { readonly groups: readonly GroupReport[] }) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState('')
  const shown = groups.find((report) => groupingName(report) === chosen) ?? groups[0]
  if (!shown) return null
  return (
    <>
      {groups.length > 1 && (
        <div className="mb-2">
          <Segmented
            size="s"
            label={t`Groups by`}
            value={groupingName(shown)}
            onChange={setChosen}
            options={groups.map((report) => ({ value: groupingName(report), label: groupingName(report) }))}
          />
        </div>
      )}
      <GroupReportView report={shown} />
    </>
  )
}
