import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../session/use-format.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { useText } from '../session/use-text.ts'
import type { differingSettings } from './differing-settings.ts'
import { trainingFigures } from './training-figures.ts'
import type { ShownTraining } from './use-trainings.ts'

interface TrainingTableProps {
  readonly trainings: readonly ShownTraining[]
  /** For each training what tells it from the others. */
  readonly settings: ReturnType<typeof differingSettings>
  readonly shown: ReadonlySet<string>
  readonly onShow: (key: string, show: boolean) => void
  readonly colours: ReadonlyMap<string, string>
}

/** Stands where nothing is known. */
const none = '–'

/** The trainings of a node in figures; those that are ticked are drawn. */
export function TrainingTable({ trainings, settings, shown, onShow, colours }: TrainingTableProps) {
  const { t } = useLingui()
  const { when, count, number, seconds, bytes } = useFormat()
  const text = useText()
  const rows = trainings.map((training, at) => ({ training, own: settings[at] ?? null, ...trainingFigures(training.points) }))
  const differ = rows.some(({ own }) => own !== null && own.length > 0)
  // A forest tells no loss.
  const hasLoss = rows.some(({ best }) => best !== null)
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t`Trainings of this node`}>
      <table className="table table-dense table-named">
        <thead>
          <tr>
            <th scope="col">{t`Training`}</th>
            {differ && <th scope="col">{t`Settings that differ`}</th>}
            {hasLoss && (
              <>
                <th scope="col" className="n">{t`Lowest loss`}</th>
                <th scope="col" className="n">{t`at step`}</th>
              </>
            )}
            <th scope="col" className="n">
              {t({ message: 'Steps', context: 'training' })}
            </th>
            <th scope="col" className="n">{t`Rows`}</th>
            <th scope="col" className="n">{t`Rows per second`}</th>
            <th scope="col" className="n">{t`Memory`}</th>
            <th scope="col" className="n">{t`Time`}</th>
            <th scope="col">{t`Computed on`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ training, own, best, steps, rowsPerSecond }) => {
            const name = training.at === null ? t`now` : when(training.at)
            return (
              <tr key={training.key}>
                <th scope="row" className="whitespace-nowrap">
                  <Checkbox checked={shown.has(training.key)} onChange={(show) => onShow(training.key, show)}>
                    <span className="series-dot" style={{ background: colours.get(training.key) ?? 'transparent' }} />
                    {training.stopped ? t`${name}, stopped by hand` : name}
                  </Checkbox>
                </th>
                {differ && <td>{own ? own.map(({ label, value }) => `${text(label)} ${text(value)}`).join(', ') : none}</td>}
                {hasLoss && (
                  <>
                    <td className="n">{best ? number(best.value, 4) : none}</td>
                    <td className="n">{best ? count(best.step) : none}</td>
                  </>
                )}
                <td className="n">{count(steps)}</td>
                <td className="n">{training.rows === null ? none : count(training.rows)}</td>
                <td className="n">{rowsPerSecond === null ? none : count(rowsPerSecond)}</td>
                <td className="n whitespace-nowrap">{training.memoryBytes === null ? none : bytes(training.memoryBytes)}</td>
                <td className="n whitespace-nowrap">{training.seconds === null ? none : seconds(training.seconds)}</td>
                <td className="whitespace-nowrap">
                  {training.device === null ? t`processor` : training.device === 'own' ? t`own kernels` : training.device}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
