// Parameters of a pipeline: their list, and the act that binds a setting to one.
import { useLingui } from '@lingui/react/macro'
import type { Parameter, ParameterValue } from '../../../engine/protocol/parameter.ts'
import { useSession } from '../../session/store.ts'
import { Input } from '../../ui/Input.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'

export interface ParameterValueFieldProps {
  readonly parameter: Parameter
  readonly value: ParameterValue
  readonly onChange: (value: ParameterValue) => void
  readonly id: string
  readonly label: string
  readonly disabled?: boolean
}

/** The control for a value of a parameter, by its type. */
export function ParameterValueField({ parameter, value, onChange, id, label, disabled = false }: ParameterValueFieldProps) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  switch (parameter.type) {
    case 'number':
      return (
        <NumberInput
          id={id}
          aria-label={label}
          value={typeof value === 'number' ? value : 0}
          locale={language}
          disabled={disabled}
          onChange={(next) => next !== null && onChange(next)}
        />
      )
    case 'flag':
      return <Switch id={id} aria-label={label} checked={value === true} onChange={onChange} disabled={disabled} />
    case 'choice':
      return (
        <Select
          id={id}
          aria-label={label}
          options={(parameter.choices ?? []).map((choice) => ({ value: choice, label: choice }))}
          value={String(value)}
          placeholder={t`Choose`}
          disabled={disabled}
          onChange={onChange}
        />
      )
    default:
      return (
        <Input
          id={id}
          aria-label={label}
          type={parameter.type === 'date' ? 'date' : 'text'}
          value={String(value)}
          disabled={disabled}
          live={parameter.type !== 'date'}
          onChange={onChange}
        />
      )
  }
}
