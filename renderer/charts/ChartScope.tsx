import { Plural, useLingui } from '@lingui/react/macro'
import type { ChartData } from '../../engine/protocol/chart.ts'
import { allRows } from '../session/all-rows.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCharts } from './chart-state.ts'

/** Whether a chart shows the whole table or a sample of it, and the way to the whole. */
export function ChartScope({ data, loading }: { readonly data: ChartData; readonly loading: boolean }) {
  const { t } = useLingui()
  const { count } = useFormat()
  const text = useText()
  const wanted = useCharts((state) => state.rows)
  const { setRows } = useCharts.getState()
  const sampled = data.rows < data.of
  return (
    <>
      {sampled ? (
        <Chip estimate title={t`Rows chosen by chance out of all of them, always the same ones.`}>
          {t`sample of ${count(data.rows)} of ${count(data.of)} rows`}
        </Chip>
      ) : (
        <Chip icon="check">{text(allRows(data.of))}</Chip>
      )}
      {sampled && (
        <Button size="s" disabled={loading} onClick={() => setRows('all')}>
          {t`Count all rows`}
        </Button>
      )}
      {!sampled && wanted === 'all' && data.of > 20_000 && (
        <Button size="s" variant="ghost" disabled={loading} onClick={() => setRows('sample')}>
          {t`Use a sample`}
        </Button>
      )}
      {data.left > 0 && (
        <span className="meta truncate">
          <Plural
            value={data.left}
            one="# row left out: it has no place here"
            other={`${count(data.left)} rows left out: they have no place here`}
          />
        </span>
      )}
    </>
  )
}
