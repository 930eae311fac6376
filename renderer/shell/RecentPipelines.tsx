import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PipelineEntry } from '../../engine/protocol/workspace.ts'
import { useRuns } from '../runs/store.ts'
import { attempt } from '../session/notices.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useText } from '../session/use-text.ts'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { openPath } from '../commands/open-pipeline.ts'
import { PipelineCard } from './PipelineCard.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { sortPipelines, type PipelineOrder } from './sort-pipelines.ts'

/** The pipelines of the workspace, with their pictures. */
export function RecentPipelines({ workspace }: { readonly workspace: string | undefined }) {
  const { t } = useLingui()
  const text = useText()
  const [order, setOrder] = useState<PipelineOrder>('opened')
  const version = useRuns((state) => state.versions.pipelines + state.versions.runs)
  const [leaving, setLeaving] = useState<PipelineEntry | null>(null)
  const { data, problem, reload } = useAnswer('listPipelines', {}, version)
  const open = (entry: PipelineEntry) => void attempt(openPath(entry.path))
  return (
    <section aria-labelledby="recent-pipelines">
      <div className="section-head">
        <h2 id="recent-pipelines">
          <Trans>Recent pipelines</Trans>
        </h2>
        {workspace && <span className="meta truncate">{t`workspace ${workspace}`}</span>}
        <div className="ml-auto self-center" hidden={data?.pipelines.length === 0}>
          <Segmented
            size="s"
            label={t`Order of the pipelines`}
            value={order}
            onChange={setOrder}
            options={[
              { value: 'opened', label: t`Opened` },
              { value: 'changed', label: t`Changed` },
              { value: 'name', label: t`Name` },
            ]}
          />
        </div>
      </div>
      {problem && <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />}
      {data?.pipelines.length === 0 && (
        <p className="text-text-2">
          <Trans>No pipeline yet. Drop a data file above, or open an example: it comes with its data.</Trans>
        </p>
      )}
      <ul className="grid grid-cols-3 gap-3 wide:gap-4">
        {sortPipelines(data?.pipelines ?? [], order).map((entry) => (
          <li key={entry.path} className="min-w-0">
            <PipelineCard entry={entry} onOpen={() => open(entry)} onRemove={() => setLeaving(entry)} />
          </li>
        ))}
      </ul>
      <RemoveDialog
        entry={leaving}
        onDone={() => {
          setLeaving(null)
          reload()
        }}
      />
    </section>
  )
}
