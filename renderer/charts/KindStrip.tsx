import { useLingui } from '@lingui/react/macro'
import { chartKinds, type ChartKind, type ChartSpec } from '../../engine/protocol/chart.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { KindPicture } from './KindPicture.tsx'
import { useKindNames } from './use-chart-words.ts'

export interface KindStripProps {
  readonly offered: ReadonlyMap<ChartKind, ChartSpec>
  readonly value: ChartKind
  readonly onChoose: (spec: ChartSpec) => void
}

/** All kinds of charts as pictures; those that cannot show the chosen columns are dimmed. */
export function KindStrip({ offered, value, onChoose }: KindStripProps) {
  const { t } = useLingui()
  const names = useKindNames()
  return (
    <div className="chart-kinds" role="group" aria-label={t`Kind of chart`}>
      {chartKinds.map((kind) => {
        const spec = offered.get(kind)
        return (
          <Tooltip key={kind} text={names[kind]}>
            <button
              type="button"
              className="chart-kind"
              aria-label={names[kind]}
              aria-pressed={kind === value}
              disabled={!spec && kind !== value}
              onClick={() => spec && onChoose(spec)}
            >
              <KindPicture kind={kind} />
            </button>
          </Tooltip>
        )
      })}
    </div>
  )
}
