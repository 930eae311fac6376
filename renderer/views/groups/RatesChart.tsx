import { useLingui } from '@lingui/react/macro'
import type { GroupReport } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Chart } from '../chart/Chart.tsx'
import { HatchPattern } from '../chart/HatchPattern.tsx'
import { extentOf, linear, ticks } from '../chart/scale.ts'
import { clipName, nameWidth } from '../chart/clip-name.ts'
import { breaksFourFifths, fourFifths } from './group-rates.ts'

const pitch = 38
const top = 22

/** The rate of the outcome by group: a dot sized by the rows, its 95 % interval, everyone as a dashed line, the four-fifths zone. */
export function RatesChart({ report }: { readonly report: GroupReport }) {
  const { t } = useLingui()
  const { percent, count } = useFormat()
  const zone = fourFifths(report)
  const everyone = report.overall.selectionRate.value
  const judged = report.groups.filter((row) => row.judged && row.selectionRate.value !== null)
  const sorted = judged.toSorted((a, b) => (a.selectionRate.value ?? 0) - (b.selectionRate.value ?? 0))
  const [lowest, highest] = [sorted[0], sorted.at(-1)]
  const label =
    lowest && highest
      ? t`Rate of ${report.outcome} by ${report.by.join(', ')} with 95 % intervals; lowest ${lowest.group} at ${percent(lowest.selectionRate.value ?? 0)}, highest ${highest.group} at ${percent(highest.selectionRate.value ?? 0)}`
      : t`Rate of ${report.outcome} by ${report.by.join(', ')}`
  const bottom = top + report.groups.length * pitch
  return (
    <Chart label={label} height={bottom + 24}>
      {(width) => {
        const names = nameWidth(
          report.groups.map(({ group }) => group),
          width,
        )
        const marks = judged.flatMap(({ selectionRate: { value, interval } }) => [value ?? 0, ...(interval ?? [])])
        const shown = extentOf([...marks, ...(everyone === null ? [] : [everyone]), ...(zone ? [zone.limit] : [])])
        // Some of the zone is always in sight, so that it is plain which side of its limit is meant.
        const air = (shown[1] - shown[0]) * 0.2
        const [from, to] = extentOf([...shown, ...(zone ? [zone.limit + (zone.side === 'under' ? -air : air)] : [])])
        const lines = ticks([Math.max(0, from - 0.04), Math.min(1, to + 0.04)], 5)
        const range = [Math.min(from, lines[0] ?? from), Math.max(to, lines.at(-1) ?? to)] as const
        const x = linear(range, [names, width - 118])
        // The words of the zone stand at its end of the line on which everyone is named.
        const at = everyone === null ? 0 : x(everyone)
        const toTheLeft = zone?.side === 'under' ? at - 90 > names + 165 : at + 90 > width - 118 - 165
        const limit = zone && Math.min(Math.max(x(zone.limit), x(range[0])), x(range[1]))
        return (
          <>
            <HatchPattern id="groups-hatch" />
            {lines.map((value) => (
              <g key={value}>
                <line className="grid-line" x1={x(value)} x2={x(value)} y1={6} y2={bottom} />
                <text x={x(value)} y={bottom + 16} textAnchor="middle">
                  {percent(value, 0)}
                </text>
              </g>
            ))}
            {zone && limit !== null && (
              <>
                <rect
                  x={zone.side === 'under' ? x(range[0]) : limit}
                  y={6}
                  width={Math.max(0, zone.side === 'under' ? limit - x(range[0]) : x(range[1]) - limit)}
                  height={bottom - 6}
                  fill="var(--err)"
                  opacity={0.06}
                />
                <text
                  x={zone.side === 'under' ? x(range[0]) + 6 : x(range[1]) - 6}
                  y={15}
                  textAnchor={zone.side === 'under' ? 'start' : 'end'}
                >
                  {zone.side === 'under' ? t`under four fifths of the best` : t`over five fourths of the lowest`}
                </text>
              </>
            )}
            {everyone !== null && (
              <>
                <line className="reference" x1={x(everyone)} x2={x(everyone)} y1={6} y2={bottom} />
                <text x={x(everyone) + (toTheLeft ? -5 : 5)} y={15} textAnchor={toTheLeft ? 'end' : 'start'}>
                  {t`everyone ${percent(everyone)}`}
                </text>
              </>
            )}
            {report.groups.map((row, i) => {
              const y = top + 18 + i * pitch
              const { value, interval } = row.selectionRate
              const colour = breaksFourFifths(row.selectionRate, zone) ? 'var(--err)' : 'var(--c-data)'
              return (
                <g key={row.group}>
                  <text className="row-name" x={0} y={y + 4}>
                    <title>{row.group}</title>
                    {clipName(row.group, names)}
                  </text>
                  {!row.judged ? (
                    <>
                      <rect x={x(range[0])} y={y - 9} width={x(range[1]) - x(range[0])} height={18} rx={3} fill="url(#groups-hatch)" />
                      <text x={width - 64} y={y + 4} textAnchor="end">
                        {t`too few`}
                      </text>
                    </>
                  ) : (
                    value !== null && (
                      <>
                        {interval && (
                          <>
                            <line x1={x(interval[0])} x2={x(interval[1])} y1={y} y2={y} stroke={colour} strokeWidth={2} />
                            <path d={`M${x(interval[0])} ${y - 4}v8M${x(interval[1])} ${y - 4}v8`} stroke={colour} strokeWidth={1.5} />
                          </>
                        )}
                        <circle cx={x(value)} cy={y} r={Math.min(9, 2.5 + Math.sqrt(row.rows) / 14)} fill={colour} />
                        <text className="row-name" x={width - 64} y={y + 4} textAnchor="end">
                          {percent(value)}
                        </text>
                      </>
                    )
                  )}
                  <text x={width} y={y + 4} textAnchor="end">
                    {count(row.rows)}
                  </text>
                </g>
              )
            })}
          </>
        )
      }}
    </Chart>
  )
}
