import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { TagList } from '../experiments/TagList.tsx'
import { useRuns } from '../runs/store.ts'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useText } from '../session/use-text.ts'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { ArchiveName } from './ArchiveName.tsx'
import { CardPane } from './CardPane.tsx'
import { HistoryList } from './HistoryList.tsx'
import { VersionFacts } from './VersionFacts.tsx'
import { VersionTable } from './VersionTable.tsx'

/** One named model: its versions, what is known of the chosen one, its card, everything that was done with it. */
export function NamedModel({ name }: { readonly name: string }) {
  const { t } = useLingui()
  const text = useText()
  const version = useRuns((state) => state.versions.models)
  const { data, problem } = useAnswer('readRegistered', { name }, version)
  const [chosen, setChosen] = useState<number | null>(null)
  if (problem) return <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
  if (!data || data.model.name !== name) return null
  const { model, versions, history } = data
  const shown = versions.find(({ number }) => number === chosen) ?? versions[0]
  const describe = (change: { description?: string; tags?: string[] }) =>
    void attempt(getClient()('describeRegistered', { name, description: model.description, tags: model.tags, ...change }))
  return (
    <div className="page registry-model" tabIndex={0} role="region" aria-label={name}>
      <div className="sheet">
        <section className="view-section pt-4">
          <div className="mb-2 flex flex-wrap items-center gap-2">
            <h2>{name}</h2>
            <TagList tags={model.tags} onChange={(tags) => describe({ tags })} />
            <ArchiveName model={model} />
          </div>
          <TextArea
            rows={2}
            value={model.description}
            onChange={(description) => describe({ description })}
            placeholder={t`What it is for`}
            aria-label={t`Description`}
          />
        </section>
        <section className="view-section">
          <VersionTable model={model} versions={versions} shown={shown?.number ?? null} onShow={setChosen} />
        </section>
        {shown && (
          <section className="band band-2">
            <div>
              <CardPane name={name} version={shown} />
            </div>
            <div>
              <VersionFacts version={shown} />
            </div>
          </section>
        )}
        <section className="view-section">
          <HistoryList history={history} />
        </section>
      </div>
    </div>
  )
}
