import { Plural, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import type { Problem } from '../../engine/protocol/problem.ts'
import { useSession } from '../session/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { isChanged, type FormField as FormFieldModel, type Json } from './form-model.ts'
import { useForm } from './form-context.ts'
import { FormField } from './FormField.tsx'
import { pairs } from './pair-fields.ts'

export interface FormProps {
  readonly fields: readonly FormFieldModel[]
  readonly params: Readonly<Record<string, Json>>
  readonly problems: readonly Problem[]
  readonly onChange: (field: FormFieldModel, value: Json) => void
  readonly onReset: (field: FormFieldModel) => void
}

/** The fields of a node that can be seen now; those for a second look are folded, unless one of them was changed or is wrong. */
export function Form({ fields, params, problems, onChange, onReset }: FormProps) {
  const { t } = useLingui()
  const { node } = useForm()
  const plain = fields.filter(({ meta }) => meta.group !== 'advanced')
  const advanced = fields.filter(({ meta }) => meta.group === 'advanced')
  const touched = advanced.filter((field) => isChanged(field, params))
  const wrong = advanced.some(({ name }) => problems.some(({ place }) => place.param === name))
  const [open, setOpen] = useState(touched.length > 0)
  const reveal = useSession((state) => state.reveal)
  const wished = reveal?.node === node && advanced.some(({ name }) => name === reveal.param) ? reveal.at : null
  useEffect(() => {
    if (wished !== null) setOpen(true)
  }, [wished])
  const draw = (field: FormFieldModel) => (
    <FormField key={field.name} field={field} params={params} problems={problems} onChange={onChange} onReset={onReset} />
  )
  const shown = open || wrong
  return (
    <>
      {pairs(plain).map(([first, second]) =>
        second ? (
          <div key={first.name} className="form-pair">
            {draw(first)}
            {draw(second)}
          </div>
        ) : (
          draw(first)
        ),
      )}
      {advanced.length > 0 && (
        <div className="flex flex-col gap-3">
          <button type="button" className="fold-button" aria-expanded={shown} onClick={() => setOpen(!shown)}>
            <Icon name={shown ? 'chevron-down' : 'chevron-right'} size={12} />
            {t`More settings`}
            {!shown && touched.length > 0 && (
              <span className="text-accent">
                <Plural value={touched.length} one="# changed" other="# changed" />
              </span>
            )}
          </button>
          {shown && advanced.map(draw)}
        </div>
      )}
    </>
  )
}
