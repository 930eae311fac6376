import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useClient } from '../../session/client.ts'
import { useSession } from '../../session/store.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { ByExampleDialog } from '../by-example/ByExampleDialog.tsx'
import type { FieldProps } from '../field-props.ts'
import { sourcePort, useForm } from '../form-context.ts'
import { FormulaEditor } from '../formula/FormulaEditor.tsx'

/** A formula over the columns of an input. */
export function FormulaField({ field, value, onChange, ids, label }: FieldProps) {
  const { t } = useLingui()
  const text = useText()
  const form = useForm()
  const client = useClient()
  const language = useSession((state) => state.language)
  const { meta } = field
  const port = sourcePort(form, meta.from) ?? ''
  const { path, document, node, inspection } = form
  const [asking, setAsking] = useState(false)
  const offered = (meta.allow ?? 'row') === 'row' && !form.readOnly && inspection?.inputs[port]?.columns
  return (
    <div className="flex flex-col gap-2">
      <FormulaEditor
        value={typeof value === 'string' ? value : ''}
        onChange={onChange}
        label={label}
        describedBy={ids['aria-describedby']}
        placeholder={text(meta.placeholder) || t`[column] > 0`}
        readOnly={form.readOnly}
        quiet={ids['aria-invalid'] === true}
        ground={JSON.stringify(inspection?.inputs[port]?.columns ?? null)}
        ask={(typed, caret, signal) =>
          client('checkFormula', { path, document, node, port, text: typed, caret, language, allow: meta.allow ?? 'row' }, signal)
        }
      />
      {offered && (
        <Button size="s" icon="wand-sparkles" className="self-start" onClick={() => setAsking(true)}>
          {t`From examples…`}
        </Button>
      )}
      {asking && (
        <ByExampleDialog port={port} formula={typeof value === 'string' ? value : ''} onUse={onChange} onClose={() => setAsking(false)} />
      )}
    </div>
  )
}
