import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useClient } from '../../session/client.ts'
import { attempt } from '../../session/notices.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { ConnectionDialog } from '../connections/ConnectionDialog.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'

/** A connection of the workspace, with what can be done to it: add, edit, read its tables anew. */
export function ConnectionField({ value, onChange, ids, label }: FieldProps) {
  const { t } = useLingui()
  const { readOnly } = useForm()
  const client = useClient()
  const { data, reload } = useAnswer('listConnections', {})
  const [dialog, setDialog] = useState<'none' | 'add' | 'edit'>('none')
  const [refreshing, setRefreshing] = useState(false)
  const name = typeof value === 'string' ? value : ''
  const connections = data?.connections ?? []
  const chosen = connections.find((entry) => entry.name === name)
  const close = (next?: string) => {
    setDialog('none')
    reload()
    if (next !== undefined && next !== name) onChange(next)
  }
  const refresh = async () => {
    setRefreshing(true)
    await attempt(client('refreshConnection', { name }))
    setRefreshing(false)
  }
  return (
    <div className="flex gap-1">
      <Select
        {...ids}
        aria-label={label}
        className="min-w-0 flex-1"
        // While the list is on its way, what was chosen is not called missing.
        options={
          data || name === ''
            ? connections.map((entry) => ({
                value: entry.name,
                label: entry.name,
                icon: 'database',
                detail: `${entry.host}/${entry.database}`,
              }))
            : [{ value: name, label: name, icon: 'database' }]
        }
        value={name}
        placeholder={connections.length === 0 ? t`no connection yet` : t`choose a connection`}
        onChange={onChange}
        disabled={readOnly}
      />
      {chosen && (
        <>
          <IconButton icon="refresh-cw" label={t`Read its tables anew`} disabled={readOnly || refreshing} onClick={() => void refresh()} />
          <IconButton icon="pencil" label={t`Edit this connection`} disabled={readOnly} onClick={() => setDialog('edit')} />
        </>
      )}
      <IconButton icon="plus" variant="default" label={t`Add a connection`} disabled={readOnly} onClick={() => setDialog('add')} />
      {dialog !== 'none' && (
        <ConnectionDialog
          entry={dialog === 'edit' ? (chosen ?? null) : null}
          onClose={() => setDialog('none')}
          onSaved={close}
          onRemoved={() => close('')}
        />
      )}
    </div>
  )
}
