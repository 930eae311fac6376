import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { MonitorReport } from '../../../engine/protocol/workspace.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Empty } from '../../ui/Empty.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { DriftDetail } from './DriftDetail.tsx'
import { DriftTable } from './DriftTable.tsx'
import { rankDrift } from './rank-drift.ts'
import './monitor.css'
import { Verdict } from '../Verdict.tsx'

export interface MonitorViewProps {
  readonly report: MonitorReport
  /** The page of the node, whose report is as old as its last run; else that of the endpoint. */
  readonly ofNode?: boolean
}

/** What the requests of an endpoint look like beside the rows that its model learnt from. */
export function MonitorView({ report, ofNode = false }: MonitorViewProps) {
  const { t } = useLingui()
  const text = useText()
  const { count, when } = useFormat()
  const ranked = rankDrift(report.features)
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = ranked.find(({ feature }) => feature === chosen) ?? ranked[0]
  if (report.requests === 0)
    return (
      <div className="py-6">
        <Empty title={t`No request yet`}>
          {ofNode
            ? t`Drift is measured against training. Send a request on the page of the endpoint, then run this node again.`
            : t`Drift is measured against training as soon as requests come in. Send one with “Try a request”.`}
        </Empty>
      </div>
    )
  return (
    <>
      <section className="band band-2">
        <div>
          <div className="mb-4">
            <Verdict text={text(report.verdict)} />
          </div>
          <SectionHead
            title={t`Drift by feature`}
            note={
              <>
                <Plural value={report.requests} one="# request" other={`${count(report.requests)} requests`} />
                {report.since && <>, {t`the first ${when(report.since)}`}</>}
              </>
            }
          />
          <DriftTable features={ranked} chosen={shown?.feature ?? null} onChoose={setChosen} />
        </div>
        <div>
          {shown && (
            <>
              <SectionHead title={shown.feature} note={t`training and now`} />
              <DriftDetail drift={shown} />
            </>
          )}
        </div>
      </section>
      {report.predictions && (
        <section className="band band-one">
          <div className="max-w-[760px]">
            <SectionHead title={t`Predictions`} note={t`training and now`} />
            <DriftDetail drift={report.predictions} />
          </div>
        </section>
      )}
    </>
  )
}
