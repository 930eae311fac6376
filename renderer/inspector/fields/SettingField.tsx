import { useLingui } from '@lingui/react/macro'
import { useText } from '../../session/use-text.ts'
import { Select } from '../../ui/Select.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'

/** A setting of the learners behind the node, by what it is called there. In a list it brings the range that it is usually tried in. */
export function SettingField({ field, value, onChange, onEntry, ids, label }: FieldProps) {
  const { t } = useLingui()
  const text = useText()
  const { inspection, readOnly } = useForm()
  const offered = inspection?.settings
  const options = (offered ?? []).map((setting) => ({
    value: setting.name,
    label: text(setting.label),
    ...(setting.step && { detail: text(setting.step) }),
  }))
  const named = typeof value === 'string' ? value : ''
  // A field that may be left open means the first.
  const chosen = named === '' && field.meta.optional ? (options[0]?.value ?? '') : named
  const own = offered?.find(({ name }) => name === chosen)
  const choose = (name: string) => {
    const entry = offered?.find((setting) => setting.name === name)?.entry
    if (onEntry && entry) onEntry({ ...entry, [field.name]: name })
    else onChange(name)
  }
  return (
    <>
      <Select
        {...ids}
        aria-label={label}
        // What is not known yet is not called missing.
        options={offered || chosen === '' ? options : [{ value: chosen, label: chosen }]}
        value={chosen}
        placeholder={!offered ? t`no learner is connected` : options.length === 0 ? t`they share none` : t`choose a setting`}
        onChange={choose}
        disabled={readOnly}
      />
      {own?.range && <p className="text-meta text-text-3">{own.entry ? t`usually ${text(own.range)}` : text(own.range)}</p>}
    </>
  )
}
