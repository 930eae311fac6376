import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { RegisterDialog } from '../../registry/RegisterDialog.tsx'
import { useRuns } from '../../runs/store.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { useCatalogueEntry } from '../../session/catalogue.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { SectionHead } from '../SectionHead.tsx'
import type { Artifact } from '../use-artifact.ts'
import { ViewList } from '../ViewList.tsx'

export interface ModelViewProps {
  readonly model: Extract<Artifact, { kind: 'model' }>
  /** Stands beside its own actions. */
  readonly end?: ReactNode
}

/** A trained model: what it learnt from, what it looks at. */
export function ModelView({ model, end }: ModelViewProps) {
  const { t } = useLingui()
  const text = useText()
  const [registering, setRegistering] = useState(false)
  const { when } = useFormat()
  const version = useRuns((state) => state.versions.models)
  const entry = useAnswer('listModels', {}, version).data?.models.find(({ id }) => id === model.id)
  const learner = useCatalogueEntry(entry?.learner)
  const facts = [
    { label: t`Predicts`, value: model.target },
    { label: t`Task`, value: model.task === 'classification' ? t`classification` : t`regression` },
    ...(entry
      ? [
          { label: t`Learner`, value: learner ? text(learner.title) : entry.learner },
          { label: t`Trained`, value: when(entry.createdAt) },
        ]
      : []),
  ]
  return (
    <section className="band band-one">
      <div>
        <SectionHead
          title={model.name}
          end={
            <span className="flex gap-2">
              <Button size="s" icon="badge-check" onClick={() => setRegistering(true)}>
                {t`Register`}
              </Button>
              {end}
            </span>
          }
        />
        <RegisterDialog
          key={model.id}
          open={registering}
          onClose={() => setRegistering(false)}
          model={model.id}
          title={model.name}
          run={null}
        />
        <dl className="stats mb-4">
          {facts.map(({ label, value }) => (
            <div key={label} className="stat">
              <dt className="meta">{label}</dt>
              <dd className="!text-title">{value}</dd>
            </div>
          ))}
        </dl>
        <ViewList views={model.views} />
      </div>
    </section>
  )
}
