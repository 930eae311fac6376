import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { Problem } from '../../engine/protocol/problem.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Field } from '../ui/Field.tsx'
import { FieldControl } from './FieldControl.tsx'
import { FieldProblems } from './FieldProblems.tsx'
import { isChanged, valueOf, type FormField as FormFieldModel, type Json } from './form-model.ts'
import { useForm } from './form-context.ts'
import { BindMenu } from './parameters/BindMenu.tsx'
import { BoundValue } from './parameters/BoundValue.tsx'
import { canBind } from './parameters/parameter-facts.ts'

export interface FormFieldProps {
  readonly field: FormFieldModel
  readonly params: Readonly<Record<string, Json>>
  readonly problems: readonly Problem[]
  readonly onChange: (field: FormFieldModel, value: Json) => void
  readonly onReset: (field: FormFieldModel) => void
}

/** These are groups of controls, which one label element cannot name. */
const groups: ReadonlySet<string> = new Set(['columns', 'conditions', 'key-value', 'list', 'formula', 'code', 'clusters'])

/** A field with its label, its help, the way back to its default and the problems that are about it. */
export function FormField({ field, params, problems, onChange, onReset }: FormFieldProps) {
  const { t } = useLingui()
  const text = useText()
  const { node, readOnly, document } = useForm()
  const { meta, name } = field
  const label = text(meta.label)
  const bound = document.nodes[node]?.bind?.[name]
  const place = useRef<HTMLDivElement>(null)
  const reveal = useSession((state) => state.reveal)
  const wished = reveal?.node === node && reveal.param === name ? reveal.at : null
  useEffect(() => {
    if (wished === null || !place.current) return
    place.current.scrollIntoView({ block: 'nearest' })
    place.current.querySelector<HTMLElement>('.cm-content, input:not([type=hidden]), textarea, button:not(.field-reset)')?.focus()
  }, [wished])
  const own = problems.filter(({ place: { param } }) => param === name)
  const single = meta.kind === 'choice' && (meta.choices?.length ?? 0) <= 3
  return (
    <div ref={place} data-param={name}>
      <Field
        label={label}
        help={text(meta.help) || undefined}
        group={groups.has(meta.kind) || single}
        beside={meta.kind === 'flag' && bound === undefined}
        {...(canBind(meta.kind) && !readOnly && { aside: <BindMenu field={field} value={valueOf(field, params)} /> })}
        changed={isChanged(field, params)}
        resetLabel={t`Put the default of ${label} back`}
        {...(!readOnly && { onReset: () => onReset(field) })}
      >
        {(ids) =>
          bound !== undefined ? (
            <BoundValue name={bound} />
          ) : (
            <FieldControl
              field={field}
              ids={own.some(({ severity }) => severity === 'error') ? { ...ids, 'aria-invalid': true } : ids}
              label={label}
              problems={own}
              value={valueOf(field, params)}
              onChange={(value) => onChange(field, value)}
            />
          )
        }
      </Field>
      <FieldProblems problems={own} />
    </div>
  )
}
