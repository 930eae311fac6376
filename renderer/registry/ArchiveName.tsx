import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { RegisteredModel } from '../../engine/protocol/registry-methods.ts'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useFormat } from '../session/use-format.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { openRegistry } from './open-registry.ts'

/** Puts a name away, or takes it back, with the reason. Nothing of it is removed. */
export function ArchiveName({ model: { name, archivedAt } }: { readonly model: RegisteredModel }) {
  const { t } = useLingui()
  const { when } = useFormat()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const isAway = archivedAt !== null
  const act = isAway ? t`Restore` : t`Archive`
  const perform = async () => {
    await getClient()('archiveRegistered', { name, archived: !isAway, reason })
    setAsking(false)
    setReason('')
    // It stays in front, though it leaves the list: what was done can be seen and taken back.
    openRegistry(name)
  }
  return (
    <span className="ml-auto flex items-center gap-2">
      {isAway && <Chip tone="warn">{t`archived ${when(archivedAt)}`}</Chip>}
      <Button size="s" variant="ghost" icon={isAway ? 'archive-restore' : 'archive'} onClick={() => setAsking(true)}>
        {act}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={isAway ? t`Restore ${name}` : t`Archive ${name}`}
        closeLabel={t`Close`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t`Cancel`}</Button>
            <Button variant="primary" onClick={() => void attempt(perform())}>
              {act}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          {!isAway && (
            <p className="text-text-2">
              {t`It leaves the list and gets no new version, alias or endpoint. Its versions, cards and history stay; pipelines and endpoints that name it go on.`}
            </p>
          )}
          <Field label={t`Why`}>
            {(field) => (
              <TextArea {...field} rows={3} value={reason} onChange={setReason} onInput={(event) => setReason(event.currentTarget.value)} />
            )}
          </Field>
        </div>
      </Dialog>
    </span>
  )
}
