import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { GroupReport } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { useFixed } from '../use-fixed.ts'
import { groupPairs, leadingMeasure } from './group-rates.ts'

/** The two judged groups that are farthest apart in what the verdict is about, and all other pairs behind a button. */
export function WorstPair({ report }: { readonly report: GroupReport }) {
  const { t } = useLingui()
  const { percent, count, number } = useFormat()
  const fixed = useFixed()
  const [open, setOpen] = useState(false)
  const text = useText()
  const leading = leadingMeasure(report.measures)
  const rate = leading?.rate ?? 'selectionRate'
  const pairs = groupPairs(report.groups, rate)
  const [worst] = pairs
  return (
    <>
      <SectionHead
        title={t`Worst pair`}
        note={leading && rate !== 'selectionRate' ? text(leading.measure.label) : undefined}
        end={
          pairs.length > 1 && (
            <Button size="s" variant="ghost" className="-mr-2" onClick={() => setOpen(true)}>{t`All ${count(pairs.length)} pairs`}</Button>
          )
        }
      />
      {!worst ? (
        <p className="text-small text-text-2">{t`Fewer than two groups are large enough to be compared.`}</p>
      ) : (
        <>
          <div className="pair-box">
            {[worst.low, worst.high].map((row) => (
              <div key={row.group}>
                <div className="meta truncate" title={row.group}>
                  {row.group}
                </div>
                <b>{percent(row[rate].value ?? 0)}</b>
                <div className="meta">
                  <Plural value={row.rows} one="# row" other={`${count(row.rows)} rows`} />
                </div>
              </div>
            ))}
          </div>
          <p className="mt-3 text-small text-text-2">
            {worst.ratio === null || rate !== 'selectionRate'
              ? t`${fixed(worst.gap * 100, 1)} points apart.`
              : t`${fixed(worst.gap * 100, 1)} points apart: for every 100 in ${worst.high.group}, ${number(worst.ratio * 100, 2)} in ${worst.low.group}.`}
          </p>
        </>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title={t`All pairs of groups`} closeLabel={t`Close`} width={560}>
        <div className="scroll max-h-96" tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t`Lower`}</th>
                <th scope="col" className="n">{t`Rate`}</th>
                <th scope="col">{t`Higher`}</th>
                <th scope="col" className="n">{t`Rate`}</th>
                <th scope="col" className="n">{t`Points apart`}</th>
                <th scope="col" className="n">{t`Ratio`}</th>
              </tr>
            </thead>
            <tbody>
              {pairs.map(({ low, high, gap, ratio }) => (
                <tr key={`${low.group}\n${high.group}`}>
                  <td>{low.group}</td>
                  <td className="n">{percent(low[rate].value ?? 0)}</td>
                  <td>{high.group}</td>
                  <td className="n">{percent(high[rate].value ?? 0)}</td>
                  <td className="n">{fixed(gap * 100, 1)}</td>
                  <td className="n">{ratio === null ? '–' : fixed(ratio, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Dialog>
    </>
  )
}
