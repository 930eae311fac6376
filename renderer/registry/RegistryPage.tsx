import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { openRuns } from '../experiments/open-pages.ts'
import { useRuns } from '../runs/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Empty } from '../ui/Empty.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { Tag } from '../ui/Tag.tsx'
import '../views/evaluation/evaluation.css'
import { ReportBar } from '../views/ReportBar.tsx'
import { NamedModel } from './NamedModel.tsx'
import { openRegistry } from './open-registry.ts'
import './registry.css'

/** The models of the workspace that have a name; one of them in all detail. */
export function RegistryPage({ name }: { readonly name: string | null }) {
  const { t } = useLingui()
  const text = useText()
  const { count } = useFormat()
  const version = useRuns((state) => state.versions.models)
  const { data, problem } = useAnswer('listRegistered', {}, version)
  const [all, setAll] = useState(false)
  const models = data?.models ?? []
  const away = models.filter(({ archivedAt }) => archivedAt !== null)
  const wanted = models.find((model) => model.name === name)
  const listed = models.filter((model) => all || model.archivedAt === null || model === wanted)
  const shown = wanted ?? listed[0]
  return (
    <>
      <ReportBar title={t`Models`} end={<Button size="s" variant="ghost" icon="history" onClick={openRuns}>{t`All runs`}</Button>} />
      <main className="registry-page" aria-label={t`Models`}>
        {problem && (
          <div className="p-4">
            <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
          </div>
        )}
        {data && models.length === 0 && (
          <div className="p-6">
            <Empty title={t`No model has a name yet`} actions={<Button onClick={openRuns}>{t`All runs`}</Button>}>
              {t`Register a model from its page or from a comparison: it gets numbered versions, aliases and a card.`}
            </Empty>
          </div>
        )}
        {models.length > 0 && (
          <nav className="registry-list" aria-label={t`Models`}>
            {listed.map((model) => (
              <button
                key={model.name}
                type="button"
                className="registry-item"
                aria-current={model.name === shown?.name ? 'page' : undefined}
                onClick={() => openRegistry(model.name)}
              >
                <b className="truncate">{model.name}</b>
                <span className="flex flex-wrap items-center gap-1 text-text-2">
                  {model.latest === 1 ? t`1 version` : t`${count(model.latest)} versions`}
                  {model.archivedAt !== null && <Chip tone="neutral">{t`archived`}</Chip>}
                  {Object.entries(model.aliases).map(([alias, number]) => (
                    <Tag key={alias} label={`${alias} ${number}`} />
                  ))}
                </span>
              </button>
            ))}
            {away.length > 0 && (
              <Button
                size="s"
                variant="ghost"
                icon="archive"
                className="m-2"
                aria-pressed={all}
                onClick={() => setAll(!all)}
              >{t`Archived (${count(away.length)})`}</Button>
            )}
          </nav>
        )}
        {data && models.length > 0 && !shown && (
          <div className="p-6">
            <Empty title={t`Every name is archived`} actions={<Button onClick={() => setAll(true)}>{t`Show them`}</Button>}>
              {t`Nothing of them is gone: their versions, cards and history can be seen, and each can be restored.`}
            </Empty>
          </div>
        )}
        {shown && <NamedModel key={shown.name} name={shown.name} />}
      </main>
    </>
  )
}
