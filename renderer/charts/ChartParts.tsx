import { useLingui } from '@lingui/react/macro'
import type { ChartData, ChartSpec } from '../../engine/protocol/chart.ts'
import type { TableColumn } from '../../engine/protocol/table.ts'
import { useSession } from '../session/store.ts'
import { Field } from '../ui/Field.tsx'
import { NumberInput } from '../ui/NumberInput.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { columnIcon } from '../views/column-icon.ts'
import { columnSort, isOptional, slotColumns, type ChartSlot } from './propose-chart.ts'
import { useAggregateNames } from './use-chart-words.ts'

export interface ChartPartsProps {
  readonly spec: ChartSpec
  readonly data: ChartData | null
  readonly columns: readonly TableColumn[]
  readonly onChange: (spec: ChartSpec) => void
}

/** What stands for what in a chart: columns, figure, bins, scales, order. */
export function ChartParts({ spec, data, columns, onChange }: ChartPartsProps) {
  const { t } = useLingui()
  const { language } = useSession.getState()
  const aggregates = useAggregateNames()
  const { kind } = spec
  const lying = kind === 'bar' || kind === 'box'
  const slots: { slot: ChartSlot; label: string }[] = [
    { slot: 'x', label: lying ? t`Groups` : kind === 'histogram' ? t`Column` : t`Across` },
    { slot: 'y', label: lying ? t`Figure of` : t`Up` },
    { slot: 'colour', label: t`Colour` },
    { slot: 'size', label: t`Size` },
    { slot: 'facet', label: t`Small charts by` },
  ]
  const figure = kind === 'bar' || kind === 'line' ? spec.y : kind === 'heatmap' || kind === 'hexbin' ? spec.colour : null
  const figureColumn = columns.find(({ name }) => name === figure)
  const offered = (Object.keys(aggregates) as ChartSpec['aggregate'][]).filter(
    (one) => one === 'count' || one === 'distinct' || (figureColumn !== undefined && columnSort(figureColumn) === 'number'),
  )
  const sorted = (name: string | null) => {
    const column = columns.find((one) => one.name === name)
    return column && columnSort(column)
  }
  const [x, y] = [sorted(spec.x), sorted(spec.y)]
  const binned = kind === 'hexbin' || (kind !== 'scatter' && (x === 'number' || x === 'time' || (kind === 'heatmap' && y !== 'category')))
  const grouped =
    (kind === 'bar' || kind === 'box' || kind === 'heatmap' || kind === 'mosaic') &&
    (x === 'category' || (kind !== 'bar' && y === 'category'))
  const place = (slot: ChartSlot, name: string | null): ChartSpec => {
    const next = { ...spec, [slot]: name }
    const takes =
      slot === (kind === 'heatmap' || kind === 'hexbin' ? 'colour' : 'y') &&
      (kind === 'bar' || kind === 'line' || kind === 'heatmap' || kind === 'hexbin')
    if (!takes) return next
    return {
      ...next,
      aggregate: name === null ? 'count' : sorted(name) === 'number' ? (spec.aggregate === 'count' ? 'mean' : spec.aggregate) : 'distinct',
    }
  }
  return (
    <div className="flex flex-col gap-3">
      {slots.map(({ slot, label }) => {
        const fitting = slotColumns(kind, slot, columns)
        if (!fitting) return null
        const none = { value: '', label: slot === 'y' ? t`number of rows` : t`none` }
        const options = fitting.map((column) => ({ value: column.name, label: column.name, icon: columnIcon(column) }))
        return (
          <Field key={slot} label={label}>
            {(ids) => (
              <Select
                {...ids}
                size="s"
                options={isOptional(kind, slot) ? [none, ...options] : options}
                value={spec[slot] ?? ''}
                placeholder={fitting.length === 0 ? t`no column fits` : t`choose a column`}
                disabled={fitting.length === 0}
                onChange={(name) => onChange(place(slot, name === '' ? null : name))}
              />
            )}
          </Field>
        )
      })}
      {figure !== null && (
        <Field label={t`Figure`}>
          {(ids) => (
            <Select
              {...ids}
              size="s"
              options={offered.map((value) => ({ value, label: aggregates[value] }))}
              value={spec.aggregate}
              onChange={(aggregate) => onChange({ ...spec, aggregate })}
            />
          )}
        </Field>
      )}
      {binned && (
        <Field label={t`Bins, about`}>
          {(ids) => (
            <NumberInput
              {...ids}
              min={2}
              max={200}
              locale={language}
              placeholder={t`as many as suit`}
              value={spec.bins}
              onChange={(bins) => onChange({ ...spec, bins })}
            />
          )}
        </Field>
      )}
      {(['x', 'y'] as const).map((slot) => {
        const scaled =
          sorted(spec[slot]) === 'number' && (slot === 'x' ? kind !== 'box' : kind === 'scatter' || kind === 'hexbin' || kind === 'heatmap')
        if (!scaled) return null
        const field = slot === 'x' ? 'xScale' : 'yScale'
        const label = slot === 'x' ? t`Scale across` : t`Scale up`
        return (
          <Field key={field} label={label} group>
            {() => (
              <Segmented
                size="s"
                fill
                label={label}
                value={spec[field]}
                onChange={(scale) => onChange({ ...spec, [field]: scale })}
                options={[
                  { value: 'linear', label: t`even` },
                  { value: 'log', label: t`log` },
                ]}
              />
            )}
          </Field>
        )
      })}
      {grouped && (
        <>
          <Field label={t`Values shown`}>
            {(ids) => (
              <NumberInput
                {...ids}
                min={1}
                max={100}
                locale={language}
                placeholder={t`as many as suit`}
                value={spec.top}
                onChange={(top) => onChange({ ...spec, top })}
              />
            )}
          </Field>
          {(data?.axes.x?.others !== undefined || data?.axes.y?.others !== undefined || !spec.others) && (
            <Field label={t`Others together`}>
              {(ids) => <Switch {...ids} checked={spec.others} onChange={(others) => onChange({ ...spec, others })} />}
            </Field>
          )}
          <Field label={t`Order`}>
            {(ids) => (
              <Select
                {...ids}
                size="s"
                value={spec.sort}
                onChange={(sort) => onChange({ ...spec, sort })}
                options={[
                  { value: 'rows', label: t`most frequent first` },
                  { value: 'name', label: t`by name` },
                  ...(kind === 'bar' || kind === 'box' ? [{ value: 'value' as const, label: t`largest figure first` }] : []),
                ]}
              />
            )}
          </Field>
        </>
      )}
    </div>
  )
}
