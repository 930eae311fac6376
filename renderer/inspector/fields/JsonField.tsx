import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { TextArea } from '../../ui/TextArea.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'
import type { Json } from '../form-model.ts'

/** Any value as JSON; what cannot be read is kept as typed and said so. */
export function JsonField({ value, onChange, ids }: FieldProps) {
  const { t } = useLingui()
  const { readOnly } = useForm()
  const [broken, setBroken] = useState<{ readonly text: string; readonly why: string } | null>(null)
  const commit = (text: string) => {
    try {
      const read = JSON.parse(text) as Json
      setBroken(null)
      onChange(read)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      setBroken({ text, why: error.message })
    }
  }
  return (
    <>
      <TextArea
        {...ids}
        className="font-code text-small"
        rows={Math.min(12, Math.max(3, JSON.stringify(value, null, 2).split('\n').length))}
        spellCheck={false}
        disabled={readOnly}
        value={broken?.text ?? JSON.stringify(value, null, 2)}
        onChange={commit}
      />
      {broken && <p className="text-meta text-err">{t`This is not JSON: ${broken.why}`}</p>}
    </>
  )
}
