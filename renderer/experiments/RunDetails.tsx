import { useLingui } from '@lingui/react/macro'
import type { RunRow } from '../../engine/protocol/experiment-methods.ts'
import type { Annotation } from '../../engine/protocol/experiment-record.ts'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useText } from '../session/use-text.ts'
import { useRuns } from '../runs/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Input } from '../ui/Input.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { FigureDots } from '../views/FigureDots.tsx'
import { SectionHead } from '../views/SectionHead.tsx'
import { seriesColour } from '../views/chart/series-colour.ts'
import { useJudgedWords } from './judged-words.ts'
import { useRunName } from './run-name.ts'
import { RunFacts } from './RunFacts.tsx'
import { TagList } from './TagList.tsx'

/** One run beside the list: what it is called, what was noted, its figures, where and how it ran. */
export function RunDetails({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useLingui()
  const text = useText()
  const nameOf = useRunName()
  const judgedWords = useJudgedWords()
  const version = useRuns((state) => state.versions.runs)
  const { data, problem } = useAnswer('readRunRecord', { runId: id }, version)
  if (problem) return <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
  if (!data || data.row.id !== id) return null
  const { row, record } = data
  return (
    <aside className="run-details" aria-label={t`Details of ${nameOf(row)}`}>
      <div className="section-head">
        <h3 className="min-w-0 flex-1 truncate">{nameOf(row)}</h3>
        <IconButton icon="x" size="s" label={t`Close`} onClick={onClose} />
      </div>
      <Annotations key={id} row={row} />
      {record?.evaluations.map((judged, i) => (
        <section key={`${judged.node} ${i}`} className="mt-4">
          <SectionHead title={judged.evaluation.model} note={judgedWords(judged)} />
          <FigureDots
            series={[
              {
                name: judged.evaluation.model,
                colour: seriesColour(0),
                figures: judged.evaluation.figures.slice(0, 6).map(({ baseline: _baseline, ...figure }) => figure),
              },
            ]}
          />
        </section>
      ))}
      <RunFacts row={row} record={record} />
    </aside>
  )
}

function Annotations({ row }: { readonly row: RunRow }) {
  const { t } = useLingui()
  const write = (change: Partial<Annotation>) => {
    const { name, tags, note } = row
    void attempt(getClient()('annotateRun', { runId: row.id, name, tags, note, ...change }))
  }
  return (
    <div className="flex flex-col gap-2">
      <Input
        value={row.name}
        onChange={(name) => write({ name: name.trim() })}
        placeholder={t`Name this run`}
        aria-label={t`Name of the run`}
      />
      <TagList tags={row.tags} onChange={(tags) => write({ tags })} />
      <TextArea value={row.note} onChange={(note) => write({ note })} placeholder={t`Notes`} aria-label={t`Notes`} rows={4} />
    </div>
  )
}
