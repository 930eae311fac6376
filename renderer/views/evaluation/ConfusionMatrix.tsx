import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../../session/use-format.ts'
import './evaluation.css'

export interface ConfusionMatrixProps {
  readonly classes: readonly string[]
  /** counts[actual][predicted] */
  readonly counts: readonly (readonly number[])[]
  /** Shows the rows of a cell; by places in `classes`. */
  readonly onCell: ((actual: number, predicted: number) => void) | null
}

/** Which of the five steps of the sequential ramp a share of a row falls into. */
function step(share: number): number {
  return Math.min(5, 1 + Math.floor(share * 5))
}

/** What was against what was predicted: counts, and the share of each row that they are. */
export function ConfusionMatrix({ classes, counts, onCell }: ConfusionMatrixProps) {
  const { t } = useLingui()
  const formats = useFormat()
  return (
    <div className="scroll min-w-0" tabIndex={classes.length > 5 ? 0 : undefined}>
      <table className="confusion">
        <caption className="sr-only">{t`Counts of rows by what they were and what was predicted`}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className="confusion-side text-left align-bottom">
              {t`actual`}
            </th>
            <th scope="colgroup" colSpan={classes.length} className="confusion-side">
              {t`predicted`}
            </th>
          </tr>
          <tr>
            {classes.map((name) => (
              <th key={name} scope="col" title={name}>
                <span className="confusion-name">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((name, actual) => {
            const row = counts[actual] ?? []
            const total = row.reduce((sum, count) => sum + count, 0)
            return (
              <tr key={name}>
                <th scope="row" title={name}>
                  <span className="confusion-name">{name}</span>
                </th>
                {classes.map((predicted, i) => {
                  const count = row[i] ?? 0
                  const share = total === 0 ? 0 : count / total
                  return (
                    <td
                      key={predicted}
                      data-step={step(share)}
                      title={t`${formats.count(count)} of ${formats.count(total)} rows that are ${name} were called ${predicted}`}
                    >
                      {onCell && count > 0 ? (
                        <button
                          type="button"
                          className="confusion-cell"
                          aria-label={t`${formats.count(count)} rows that are ${name} and were called ${predicted}: show them`}
                          onClick={() => onCell(actual, i)}
                        >
                          <b>{formats.count(count)}</b>
                          <span>{formats.percent(share)}</span>
                        </button>
                      ) : (
                        <>
                          <b>{formats.count(count)}</b>
                          <span>{formats.percent(share)}</span>
                        </>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
