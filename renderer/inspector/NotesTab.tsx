import { useLingui } from '@lingui/react/macro'
import { useText } from '../session/use-text.ts'
import { Field } from '../ui/Field.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import type { InspectedNode } from './use-node.ts'

/** What a person wants to remember of a node: kept in the pipeline under its key `note`. */
export function NotesTab({ inspected }: { readonly inspected: InspectedNode }) {
  const { t } = useLingui()
  const text = useText()
  const { pipeline, id, node, title } = inspected
  const note = typeof node['note'] === 'string' ? node['note'] : ''
  const write = (next: string) => {
    const { note: _before, ...rest } = node
    const changed = next.trim() === '' ? rest : { ...rest, note: next }
    pipeline.apply({ type: 'patch', nodes: { [id]: changed } }, { en: `note on ${title.en}`, fr: `note sur ${title.fr}` })
  }
  return (
    <div className="form">
      <Field label={t`Why this node is here`} help={t`Travels with the pipeline file.`}>
        {(ids) => (
          <TextArea
            {...ids}
            rows={10}
            value={note}
            disabled={pipeline.readOnly}
            placeholder={t`What ${text(title)} is for, what was tried, what to check.`}
            onChange={write}
          />
        )}
      </Field>
    </div>
  )
}
