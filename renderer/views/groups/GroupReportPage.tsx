import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { GroupReport, View } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Chip } from '../../ui/Chip.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { OpenPipelineButton } from '../OpenPipelineButton.tsx'
import { ReportBar } from '../ReportBar.tsx'
import { ViewList } from '../ViewList.tsx'
import { groupingName, GroupReportView } from './GroupReportView.tsx'

export interface GroupReportPageProps {
  readonly title: string
  readonly path: string
  readonly node: string
  readonly groups: readonly GroupReport[]
  readonly views: readonly View[]
}

/** The fairness page: one grouping at a time, chosen in its bar. */
export function GroupReportPage({ title, path, node, groups, views }: GroupReportPageProps) {
  const { t } = useLingui()
  const { count, number } = useFormat()
  const [chosenModel, setModel] = useState('')
  const [chosenGrouping, setGrouping] = useState('')
  const models = [...new Set(groups.map(({ model }) => model))]
  const model = models.includes(chosenModel) ? chosenModel : (models[0] ?? '')
  const ofModel = groups.filter((report) => report.model === model)
  const shown = ofModel.find((report) => groupingName(report) === chosenGrouping) ?? ofModel[0]
  const groupings = ofModel.map((report) => ({ value: groupingName(report), label: groupingName(report) }))
  return (
    <>
      <ReportBar title={title} end={<OpenPipelineButton path={path} node={node} />}>
        <span className="sep-v" />
        {models.length > 1 ? (
          <Select
            size="s"
            className="max-w-52"
            aria-label={t`Model`}
            options={models.map((name) => ({ value: name, label: name }))}
            value={model}
            onChange={setModel}
          />
        ) : (
          <span className="truncate text-text-2">{model}</span>
        )}
        {groupings.length > 1 &&
          shown &&
          (groupings.length <= 4 ? (
            <Segmented size="s" label={t`Groups by`} options={groupings} value={groupingName(shown)} onChange={setGrouping} />
          ) : (
            <Select
              size="s"
              className="max-w-52"
              aria-label={t`Groups by`}
              options={groupings}
              value={groupingName(shown)}
              onChange={setGrouping}
            />
          ))}
        {shown && (
          <span className="flex gap-2 max-wide:hidden">
            <Chip icon="target">
              {shown.threshold === null ? shown.outcome : t`${shown.outcome} from a score of ${number(shown.threshold, 3)}`}
            </Chip>
            <Chip icon="check">
              <Plural value={shown.rows} one="exact, # row" other={`exact, ${count(shown.rows)} rows`} />
            </Chip>
          </span>
        )}
      </ReportBar>
      <main className="page" tabIndex={0} aria-label={title}>
        <div className="sheet">
          {shown && <GroupReportView key={groupingName(shown)} report={shown} />}
          <ViewList views={views} />
        </div>
      </main>
    </>
  )
}
