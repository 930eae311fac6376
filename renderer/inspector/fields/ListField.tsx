import { useLingui } from '@lingui/react/macro'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, type FieldIds } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { FieldControl } from '../FieldControl.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'
import { isVisible, newEntry, valueOf, type FormField, type Json } from '../form-model.ts'
import { moved } from './moved.ts'

const oneLine: ReadonlySet<string> = new Set(['text', 'number', 'choice', 'column', 'date'])

type Entry = Readonly<Record<string, Json>>

function readEntries(value: Json): Entry[] {
  if (!Array.isArray(value)) return []
  return value.map((item) => (typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as Entry) : {}))
}

/** Records one under the other, each with the fields of one entry; they can be moved up and down. */
export function ListField({ field, value, onChange, label }: FieldProps) {
  const { t } = useLingui()
  const text = useText()
  const { readOnly } = useForm()
  const entries = readEntries(value)
  const commit = (next: readonly Entry[]) => onChange(next.map((entry) => ({ ...entry })))
  // One short field an entry needs no box and no label of its own.
  const [only] = field.item.length === 1 ? field.item : []
  const lean = only !== undefined && oneLine.has(only.meta.kind)
  return (
    <div className={`flex flex-col ${lean ? 'gap-1' : 'gap-2'}`}>
      {entries.map((entry, i) => {
        const name = `${label} ${i + 1}`
        const set = (one: FormField, next: Json) => commit(entries.map((other, at) => (at === i ? { ...other, [one.name]: next } : other)))
        const control = (one: FormField, ids: FieldIds) => (
          <FieldControl
            field={one}
            ids={ids}
            label={`${name}, ${text(one.meta.label)}`}
            value={valueOf(one, entry)}
            onChange={(next) => set(one, next)}
            onEntry={(values) => commit(entries.map((other, at) => (at === i ? { ...other, ...values } : other)))}
          />
        )
        const buttons = (
          <span className="ml-auto flex flex-none">
            <IconButton
              icon="arrow-up"
              size="s"
              label={t`Move up`}
              disabled={readOnly || i === 0}
              onClick={() => commit(moved(entries, i, i - 1))}
            />
            <IconButton
              icon="arrow-down"
              size="s"
              label={t`Move down`}
              disabled={readOnly || i === entries.length - 1}
              onClick={() => commit(moved(entries, i, i + 1))}
            />
            <IconButton
              icon="x"
              size="s"
              label={t`Take it out`}
              disabled={readOnly}
              onClick={() => commit(entries.filter((_, other) => other !== i))}
            />
          </span>
        )
        if (lean)
          return (
            <div key={i} role="group" aria-label={name} className="flex items-center gap-1">
              <div className="min-w-0 flex-1">
                {control(only, { id: `${field.name}-${i}`, 'aria-describedby': undefined, 'aria-invalid': undefined })}
              </div>
              {buttons}
            </div>
          )
        return (
          <div key={i} role="group" aria-label={name} className="list-entry">
            <div className="-mt-1 flex items-center">
              <span className="num text-meta text-text-3">{i + 1}</span>
              {buttons}
            </div>
            {field.item
              .filter((one) => isVisible(one, field.item, entry))
              .map((one) => (
                <Field
                  key={one.name}
                  label={text(one.meta.label)}
                  help={text(one.meta.help) || undefined}
                  beside={one.meta.kind === 'flag'}
                >
                  {(ids) => control(one, ids)}
                </Field>
              ))}
          </div>
        )
      })}
      <Button size="s" icon="plus" className="self-start" disabled={readOnly} onClick={() => commit([...entries, newEntry(field.item)])}>
        {t`Add`}
      </Button>
    </div>
  )
}
