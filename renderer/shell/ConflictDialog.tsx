import { useLingui } from '@lingui/react/macro'
import { attempt } from '../session/notices.ts'
import { useFormat } from '../session/use-format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { OpenDocument } from './open-document.ts'

/** Another program changed the file since it was opened: the person says which of the two stays. Neither is lost before that. */
export function ConflictDialog({ document }: { readonly document: OpenDocument }) {
  const { t } = useLingui()
  const format = useFormat()
  const { name, conflict, dismissConflict, keepMine, openTheirs } = document
  const edits = format.count(document.past.length)
  return (
    <Dialog
      open={conflict}
      onClose={dismissConflict}
      title={t`${name} was changed by another program.`}
      closeLabel={t`Close`}
      icon={{ name: 'triangle-alert', tone: 'warn' }}
      width={480}
      actions={
        <>
          <Button onClick={dismissConflict}>{t`Decide later`}</Button>
          <Button onClick={() => void attempt(openTheirs())}>{t`Open the changed file`}</Button>
          <Button variant="primary" onClick={() => void attempt(keepMine())}>{t`Write over it`}</Button>
        </>
      }
    >
      {t`Nothing was saved yet; your ${edits} edits are kept as a draft. Writing over it removes the other change for good. After opening the changed file, Undo brings your edits back.`}
    </Dialog>
  )
}
