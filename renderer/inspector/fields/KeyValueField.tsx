import { useLingui } from '@lingui/react/macro'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { ColumnCombobox } from '../columns/ColumnCombobox.tsx'
import { UseNearest } from '../columns/UseNearest.tsx'
import type { FieldProps } from '../field-props.ts'
import { sourceColumns, useForm } from '../form-context.ts'

interface Pair {
  readonly key: string
  readonly value: string
}

function readPairs(value: FieldProps['value']): Pair[] {
  if (!Array.isArray(value)) return []
  return value.map((item) => {
    const record = typeof item === 'object' && item !== null && !Array.isArray(item) ? item : {}
    return { key: String(record['key'] ?? ''), value: String(record['value'] ?? '') }
  })
}

/** Pairs in order. Where the left side names a column, it is chosen from those that there are. */
export function KeyValueField({ field, value, onChange, label }: FieldProps) {
  const { t } = useLingui()
  const text = useText()
  const form = useForm()
  const { meta } = field
  const pairs = readPairs(value)
  const columns = sourceColumns(form, meta.from)
  const [left, right] = [text(meta.columns?.[0]?.label) || t`Name`, text(meta.columns?.[1]?.label) || t`Value`]
  // A field that names an input speaks of its columns on the left.
  const ofColumns = meta.from !== undefined
  const set = (at: number, change: Partial<Pair>) => onChange(pairs.map((pair, i) => (i === at ? { ...pair, ...change } : { ...pair })))
  return (
    <div className="flex flex-col gap-1">
      {pairs.length > 0 && (
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_24px] gap-1 text-meta text-text-3">
          <span>{left}</span>
          <span>{right}</span>
        </div>
      )}
      {pairs.map((pair, i) => (
        <div key={i} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_24px] items-center gap-1">
          {ofColumns && columns ? (
            <ColumnCombobox
              ids={{ id: `${field.name}-${i}-key`, 'aria-describedby': undefined, 'aria-invalid': undefined }}
              label={`${label}, ${left} ${i + 1}`}
              columns={columns}
              value={pair.key}
              disabled={form.readOnly}
              narrow
              onChange={(key) => set(i, { key })}
            />
          ) : (
            <Input
              aria-label={`${label}, ${left} ${i + 1}`}
              value={pair.key}
              disabled={form.readOnly}
              onChange={(key) => set(i, { key })}
            />
          )}
          <Input
            aria-label={`${label}, ${right} ${i + 1}`}
            value={pair.value}
            disabled={form.readOnly}
            onChange={(next) => set(i, { value: next })}
          />
          <IconButton
            icon="x"
            size="s"
            label={t`Take ${pair.key || t`the pair`} out`}
            disabled={form.readOnly}
            onClick={() => onChange(pairs.filter((_, other) => other !== i).map((one) => ({ ...one })))}
          />
          {ofColumns && <UseNearest name={pair.key} columns={columns} onUse={(key) => set(i, { key })} />}
        </div>
      ))}
      <Button
        size="s"
        icon="plus"
        className="self-start"
        disabled={form.readOnly}
        onClick={() => onChange([...pairs.map((pair) => ({ ...pair })), { key: '', value: '' }])}
      >
        {t`Add a pair`}
      </Button>
    </div>
  )
}
