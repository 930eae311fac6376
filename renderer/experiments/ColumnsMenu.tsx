import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Input } from '../ui/Input.tsx'
import { Popover } from '../ui/Popover.tsx'
import type { RunColumn } from './use-run-columns.ts'

export interface ColumnsMenuProps {
  readonly columns: readonly RunColumn[]
  readonly shown: readonly string[]
  readonly onChange: (shown: readonly string[]) => void
}

/** Chooses what the list of runs shows: figures, costs, params that differ. */
export function ColumnsMenu({ columns, shown, onChange }: ColumnsMenuProps) {
  const { t } = useLingui()
  const [wanted, setWanted] = useState('')
  const kinds = [
    { kind: 'figure', label: t`Figures` },
    { kind: 'fact', label: t`Cost` },
    { kind: 'param', label: t`Params that differ` },
  ] as const
  const found = columns.filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()))
  const toggle = (id: string, on: boolean) => onChange(on ? [...shown, id] : shown.filter((one) => one !== id))
  return (
    <Popover
      label={t`Columns`}
      align="end"
      className="run-columns"
      trigger={
        <Button icon="columns-3" size="s">
          {t`Columns`}
        </Button>
      }
    >
      <Input live icon="search" value={wanted} onChange={setWanted} placeholder={t`Find a column`} aria-label={t`Find a column`} />
      {kinds.map(({ kind, label }) => {
        const some = found.filter((column) => column.kind === kind)
        return some.length === 0 ? null : (
          <fieldset key={kind} className="flex min-w-0 flex-col gap-1">
            <legend className="meta mb-1">{label}</legend>
            {some.map(({ id, label: name }) => (
              <Checkbox key={id} checked={shown.includes(id)} onChange={(on) => toggle(id, on)}>
                <span className="truncate">{name}</span>
              </Checkbox>
            ))}
          </fieldset>
        )
      })}
    </Popover>
  )
}
