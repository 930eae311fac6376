import { useLingui } from '@lingui/react/macro'
import type { ModelVersion } from '../../engine/protocol/registry-methods.ts'
import { compareByAge } from '../experiments/open-pages.ts'
import { useCatalogueEntry } from '../session/catalogue.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Button } from '../ui/Button.tsx'
import { useColumnWords } from '../views/use-column-words.ts'
import { FigureDots } from '../views/FigureDots.tsx'
import { seriesColour } from '../views/chart/series-colour.ts'
import { SectionHead } from '../views/SectionHead.tsx'

/** Where a version comes from, what it takes and gives, how good it was. */
export function VersionFacts({ version }: { readonly version: ModelVersion }) {
  const { t } = useLingui()
  const text = useText()
  const { count, seconds } = useFormat()
  const { facts, run, number } = version
  const learner = useCatalogueEntry(facts.learner)
  const { data: latest } = useAnswer('searchRuns', run === null ? null : { judged: true, limit: 2 })
  const other = latest?.rows.find(({ id }) => id !== run)
  const words = useColumnWords()
  const columns = (list: readonly { readonly name: string; readonly type: string }[]) =>
    list.map((one) => `${one.name} (${words.type(one.type)})`).join(', ')
  const lines = [
    [t`Learner`, learner ? text(learner.title) : facts.learner],
    [
      t`Settings`,
      facts.settings.map(({ label, value }) => `${text(label)} ${text(value)}`).join('; ') ||
        (facts.millrace === '' ? '–' : t`as they come`),
    ],
    [t`Predicts`, facts.target],
    [t`Rows learned`, count(facts.rows)],
    [t`Training time`, seconds(facts.seconds)],
    [t`Seed`, String(facts.seed)],
    [t`Data`, facts.sources.map((one) => `${one.title} ${one.content.slice(0, 12)}`).join(', ') || '–'],
    [t`Takes`, columns(facts.signature.inputs)],
    [t`Gives`, columns(facts.signature.output)],
    [
      t`Columns whose names speak of personal data`,
      facts.personal.map(({ column, what }) => `${column} (${text(what)})`).join(', ') || t`none`,
    ],
    [t`Groups judged`, facts.gaps.map(({ by }) => by.join(', ')).join('; ') || t`none`],
    [t`Golden rows`, count(facts.golden)],
  ] as const
  return (
    <>
      <SectionHead
        title={t`Version ${number}`}
        end={
          run !== null && other ? (
            <Button size="s" icon="git-compare-arrows" onClick={() => compareByAge([run, other.id])}>
              {t`Compare its run`}
            </Button>
          ) : undefined
        }
      />
      {facts.figures.length > 0 && (
        <FigureDots
          series={[
            {
              name: String(number),
              colour: seriesColour(0),
              figures: facts.figures.slice(0, 5).map(({ baseline: _baseline, ...figure }) => figure),
            },
          ]}
        />
      )}
      <dl className="figure-list mt-3">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="min-w-0 break-words text-right !font-normal">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
