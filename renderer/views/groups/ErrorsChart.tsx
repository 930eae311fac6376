import { useLingui } from '@lingui/react/macro'
import type { GroupReport } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Chart } from '../chart/Chart.tsx'
import { clipName, nameWidth } from '../chart/clip-name.ts'
import { HatchPattern } from '../chart/HatchPattern.tsx'
import { extentOf, linear } from '../chart/scale.ts'
import { useFixed } from '../use-fixed.ts'
import { standsOut, type RateName } from './group-rates.ts'

const pitch = 28
const gutter = 24

/** Small charts of the error rates by group, on scales of their own; the dashed line is everyone. */
export function ErrorsChart({ report }: { readonly report: GroupReport }) {
  const { t } = useLingui()
  const { percent } = useFormat()
  const fixed = useFixed()
  const { groups, overall } = report
  const panels: { name: RateName; title: string; badSide: 'over' | 'under' }[] = [
    { name: 'fnr', title: t`missed (false negatives)`, badSide: 'over' },
    { name: 'fpr', title: t`false alarms`, badSide: 'over' },
    { name: 'precision', title: t`right when called`, badSide: 'under' },
  ]
  const height = 40 + groups.length * pitch
  const words = panels.map(
    ({ name, title }) =>
      `${title}: ${groups.map((row) => `${row.group} ${row.judged && row[name].value !== null ? percent(row[name].value) : '–'}`).join(', ')}`,
  )
  return (
    <Chart label={t`Errors by ${report.by.join(', ')}. ${words.join('. ')}`} height={height}>
      {(width) => {
        const names = nameWidth(
          groups.map(({ group }) => group),
          width,
        )
        const panel = (width - names - gutter * (panels.length - 1)) / panels.length
        return (
          <>
            <HatchPattern id="errors-hatch" />
            {groups.map(({ group }, i) => (
              <text key={group} className="row-name" x={0} y={48 + i * pitch}>
                <title>{group}</title>
                {clipName(group, names)}
              </text>
            ))}
            {panels.map(({ name, title, badSide }, j) => {
              const left = names + j * (panel + gutter)
              const right = left + panel - 40
              const shown = groups.filter((row) => row.judged && row[name].value !== null)
              const everyone = overall[name].value
              const x = linear(
                extentOf([
                  ...shown.flatMap((row) => [row[name].value ?? 0, ...(row[name].interval ?? [])]),
                  ...(everyone === null ? [] : [everyone]),
                ]),
                [left + 6, right],
              )
              const hot = standsOut(groups, overall, name, badSide)
              return (
                <g key={name}>
                  <text className="strong" x={left} y={12}>
                    {clipName(title, panel)}
                  </text>
                  <line className="grid-line" x1={left} x2={left + panel} y1={22.5} y2={22.5} />
                  {everyone !== null && <line className="reference" x1={x(everyone)} x2={x(everyone)} y1={26} y2={height - 8} />}
                  {groups.map((row, i) => {
                    const y = 44 + i * pitch
                    const { value, interval } = row[name]
                    const colour = row.group === hot ? 'var(--err)' : 'var(--c-data)'
                    if (!row.judged || value === null)
                      return <rect key={row.group} x={left} y={y - 8} width={panel} height={16} rx={3} fill="url(#errors-hatch)" />
                    return (
                      <g key={row.group}>
                        {interval && <line x1={x(interval[0])} x2={x(interval[1])} y1={y} y2={y} stroke={colour} strokeWidth={2} />}
                        <circle cx={x(value)} cy={y} r={4} fill={colour} />
                        <text x={left + panel} y={y + 4} textAnchor="end">
                          {fixed(value * 100, 1)}
                        </text>
                      </g>
                    )
                  })}
                </g>
              )
            })}
          </>
        )
      }}
    </Chart>
  )
}
