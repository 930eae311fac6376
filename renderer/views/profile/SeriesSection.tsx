import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { ProfileSeries } from '../../../engine/protocol/profile-further.ts'
import { useFormat } from '../../session/use-format.ts'
import { SectionHead } from '../SectionHead.tsx'
import { LagBars } from './LagBars.tsx'
import { useStepWords } from './use-step-words.ts'

/** Of a table that is a series: its shape over time, how it resembles itself, its season and whether it stays around one level. */
export function SeriesSection({ series }: { readonly series: ProfileSeries }) {
  const { t } = useLingui()
  const { count, number } = useFormat()
  const steps = useStepWords(series.step)
  const [gap] = series.longestGaps
  const note = [
    t`${series.time}: ${count(series.moments)} moments, each ${steps(1)} after the last`,
    ...(series.averaged ? [t`means of the rows of a moment`] : []),
    ...(gap ? [t`${plural(series.gaps, { one: '# gap', other: '# gaps' })}, the longest from ${gap.from} to ${gap.to}`] : [t`no gap`]),
  ].join('; ')
  return (
    <section className="view-section" aria-label={t`As a series`}>
      <SectionHead title={t`As a series`} note={note} />
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t`Columns over time`}>
        <table className="table profile-series">
          <thead>
            <tr>
              <th scope="col">{t`Column`}</th>
              <th scope="col">{t`Over time`}</th>
              <th scope="col">{t`Autocorrelation`}</th>
              <th scope="col">{t`Partial`}</th>
              <th scope="col">{t`Comes back after`}</th>
              <th scope="col">{t`Level`}</th>
            </tr>
          </thead>
          <tbody>
            {series.columns.map(({ column, picture, acf, pacf, band, season, kpss, stationary }) => (
              <tr key={column}>
                <th scope="row" className="truncate" title={column}>
                  {column}
                </th>
                <td>
                  <Course values={picture} />
                </td>
                <td>
                  <LagBars values={acf} band={band} label={t`Autocorrelation of ${column}, lags 1 to ${acf.length}`} />
                </td>
                <td>
                  <LagBars values={pacf} band={band} label={t`Partial autocorrelation of ${column}, lags 1 to ${pacf.length}`} />
                </td>
                <td>
                  {season ? (
                    <>
                      {steps(season.period)} <span className="meta">{t`at ${number(season.strength, 2)}`}</span>
                    </>
                  ) : (
                    <span className="text-text-3">{t`nothing found`}</span>
                  )}
                </td>
                <td title={kpss ? t`KPSS test of one level: ${number(kpss.statistic, 3)}, ${kpss.lags} lags` : undefined}>
                  {stationary ? t`stays around one` : <span className="text-warn">{t`wanders`}</span>}{' '}
                  {kpss && (
                    <span className="meta">
                      {kpss.p <= 0.01 ? 'p ≤ ' : kpss.p >= 0.1 ? 'p ≥ ' : 'p = '}
                      {number(kpss.p, 2)}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta mt-2">{t`Grey: what chance does at 95 %. Level: KPSS test, below 0.05 it wanders.`}</p>
    </section>
  )
}

function Course({ values }: { readonly values: readonly number[] }) {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const points = values.map((value, i) => `${i},${40 - (38 * (value - low)) / Math.max(1e-12, high - low)}`)
  return (
    <svg viewBox={`0 0 ${Math.max(1, values.length - 1)} 42`} preserveAspectRatio="none" className="profile-course" aria-hidden>
      <polyline points={points.join(' ')} />
    </svg>
  )
}
