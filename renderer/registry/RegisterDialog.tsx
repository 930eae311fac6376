import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useRuns } from '../runs/store.ts'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Input } from '../ui/Input.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { openRegistry } from './open-registry.ts'
import { registryName } from './registry-name.ts'

export interface RegisterDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Id of the model, what it is called, and the run that its figures come from. */
  readonly model: string
  readonly title: string
  readonly run: string | null
  /** Offers to make the new version the champion, and wishes so. */
  readonly promote?: boolean
}

/** Makes the next version of a named model, and the champion where that is wished. */
export function RegisterDialog({ open, onClose, model, title, run, promote = false }: RegisterDialogProps) {
  const { t } = useLingui()
  const version = useRuns((state) => state.versions.models)
  const { data } = useAnswer('listRegistered', open ? {} : null, version)
  const [typed, setTyped] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [champion, setChampion] = useState(promote)
  const name = registryName(typed ?? title)
  const known = data?.models.find((one) => one.name === name)
  const register = async () => {
    const client = getClient()
    const { number } = await client('registerModel', { name, model, run, note })
    if (champion) await client('moveAlias', { name, alias: 'champion', version: number, reason: note })
    onClose()
    openRegistry(name)
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={promote ? t`Promote ${title}` : t`Register ${title}`}
      closeLabel={t`Close`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button variant="primary" disabled={name === ''} onClick={() => void attempt(register())}>
            {promote ? t`Promote` : t`Register`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t`Name`} help={known ? t`It becomes version ${known.latest + 1} of ${name}.` : t`It becomes version 1 of ${name}.`}>
          {(field) => <Input {...field} live value={typed ?? title} onChange={setTyped} />}
        </Field>
        <Field label={t`Why`}>{(field) => <TextArea {...field} value={note} onChange={setNote} rows={3} />}</Field>
        <Checkbox checked={champion} onChange={setChampion}>
          {known?.aliases['champion'] === undefined
            ? t`Make it the champion`
            : t`Make it the champion instead of version ${known.aliases['champion']}`}
        </Checkbox>
        <p className="meta">{t`Its golden rows are replayed first. A version never changes, and every act stays in its history.`}</p>
      </div>
    </Dialog>
  )
}
