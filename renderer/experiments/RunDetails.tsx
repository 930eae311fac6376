import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
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
import { Tag } from '../ui/Tag.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { FigureDots } from '../views/FigureDots.tsx'
import { seriesColour } from '../views/chart/series-colour.ts'
import { useRunName } from './run-name.ts'
import { RunFacts } from './RunFacts.tsx'

/** One run beside the list: what it is called, what was noted, its figures, where and how it ran. */
export function RunDetails({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useLingui()
  const text = useText()
  const nameOf = useRunName()
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
      {record?.evaluations.map(({ node, evaluation }, i) => (
        <section key={`${node} ${i}`} className="mt-4">
          <div className="section-head">
            <h3>{evaluation.model}</h3>
          </div>
          <FigureDots
            series={[
              {
                name: evaluation.model,
                colour: seriesColour(0),
                figures: evaluation.figures.slice(0, 6).map(({ baseline: _baseline, ...figure }) => figure),
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
  const [tag, setTag] = useState('')
  const write = (change: Partial<Annotation>) => {
    const { name, tags, note } = row
    void attempt(getClient()('annotateRun', { runId: row.id, name, tags, note, ...change }))
  }
  const addTag = (added: string) => {
    const plain = added.trim()
    setTag('')
    if (plain !== '' && !row.tags.includes(plain)) write({ tags: [...row.tags, plain] })
  }
  return (
    <div className="flex flex-col gap-2">
      <Input
        value={row.name}
        onChange={(name) => write({ name: name.trim() })}
        placeholder={t`Name this run`}
        aria-label={t`Name of the run`}
      />
      <div className="flex flex-wrap items-center gap-1">
        {row.tags.map((one) => (
          <Tag
            key={one}
            label={one}
            removeLabel={t`Remove the tag ${one}`}
            onRemove={() => write({ tags: row.tags.filter((other) => other !== one) })}
          />
        ))}
        <Input className="w-32" value={tag} onChange={addTag} placeholder={t`Add a tag`} aria-label={t`Add a tag`} maxLength={60} />
      </div>
      <TextArea value={row.note} onChange={(note) => write({ note })} placeholder={t`Notes`} aria-label={t`Notes`} rows={4} />
    </div>
  )
}
