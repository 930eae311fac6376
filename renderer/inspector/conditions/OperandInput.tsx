import { useLingui } from '@lingui/react/macro'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { fitted, typedOperand, type Leaf, type Operator } from './conditions-model.ts'

export interface OperandInputProps {
  readonly leaf: Leaf
  readonly operator: Operator
  /** Type of the column. */
  readonly type: string
  readonly disabled: boolean
  readonly onChange: (leaf: Leaf) => void
}

/** What a column is compared with, in the form of its type. */
export function OperandInput({ leaf, operator, type, disabled, onChange }: OperandInputProps) {
  const { t } = useLingui()
  const kind = type === 'date' ? 'date' : 'text'
  const placeholder = type === 'timestamp' ? '2024-01-31 10:00:00' : type === 'int' || type === 'float' ? '0' : t`value`
  if (operator.operands === 0) return null
  if (operator.operands === 'list')
    return (
      <TextArea
        rows={Math.min(6, Math.max(2, leaf.values?.length ?? 0))}
        aria-label={t`Values, one per line`}
        placeholder={t`one value per line`}
        value={(leaf.values ?? []).join('\n')}
        disabled={disabled}
        onChange={(text) =>
          onChange({
            ...fitted(leaf, operator),
            values: text
              .split('\n')
              .filter((line) => line.trim() !== '')
              .map((line) => typedOperand(line, type)),
          })
        }
      />
    )
  if (operator.operands === 2) {
    const [from = '', to = ''] = leaf.values ?? []
    return (
      <div className="flex items-center gap-1">
        <Input
          type={kind}
          aria-label={t`From`}
          placeholder={placeholder}
          value={String(from)}
          disabled={disabled}
          onChange={(text) => onChange({ ...leaf, values: [typedOperand(text, type), to] })}
        />
        <span className="text-small text-text-2">{t`and`}</span>
        <Input
          type={kind}
          aria-label={t`To`}
          placeholder={placeholder}
          value={String(to)}
          disabled={disabled}
          onChange={(text) => onChange({ ...leaf, values: [from, typedOperand(text, type)] })}
        />
      </div>
    )
  }
  if (type === 'bool')
    return (
      <Select
        aria-label={t`Value`}
        options={[
          { value: 'true', label: t`yes` },
          { value: 'false', label: t`no` },
        ]}
        value={leaf.value === undefined ? null : String(leaf.value)}
        placeholder={t`choose`}
        disabled={disabled}
        onChange={(value) => onChange({ ...leaf, value: value === 'true' })}
      />
    )
  return (
    <Input
      type={kind}
      aria-label={t`Value`}
      placeholder={placeholder}
      value={leaf.value === undefined || leaf.value === null ? '' : String(leaf.value)}
      disabled={disabled}
      onChange={(text) => onChange({ ...leaf, value: typedOperand(text, type) })}
    />
  )
}
