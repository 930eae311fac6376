import { useLingui } from '@lingui/react/macro'
import type { GroupReport } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Chart } from '../chart/Chart.tsx'
import { clipName, nameWidth } from '../chart/clip-name.ts'
import { HatchPattern } from '../chart/HatchPattern.tsx'
import { linear } from '../chart/scale.ts'

const pitch = 28

/** How many rows each group has: its share of all, hatched where it is too small to be judged. */
export function SizesChart({ report }: { readonly report: GroupReport }) {
  const { t } = useLingui()
  const { percent, count } = useFormat()
  const { groups, rows } = report
  const most = Math.max(1, ...groups.map((row) => row.rows))
  return (
    <Chart
      label={t`Rows by group: ${groups.map((row) => `${row.group} ${count(row.rows)}`).join(', ')}`}
      height={groups.length * pitch + 4}
    >
      {(width) => {
        const names = nameWidth(
          groups.map(({ group }) => group),
          width,
        )
        const x = linear([0, most], [names, width - 100])
        return (
          <>
            <HatchPattern id="sizes-hatch" />
            {groups.map((row, i) => {
              const y = i * pitch
              return (
                <g key={row.group}>
                  <text className="row-name" x={0} y={y + 15}>
                    <title>{row.group}</title>
                    {clipName(row.group, names)}
                  </text>
                  <rect
                    x={names}
                    y={y + 5}
                    width={Math.max(2, x(row.rows) - names)}
                    height={12}
                    rx={2}
                    fill={row.judged ? 'var(--q3)' : 'url(#sizes-hatch)'}
                  />
                  <text x={width - 52} y={y + 15} textAnchor="end">
                    {count(row.rows)}
                  </text>
                  <text className="strong" x={width} y={y + 15} textAnchor="end">
                    {percent(row.rows / Math.max(1, rows))}
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
