import { useLingui } from '@lingui/react/macro'
import { attempt } from '../session/notices.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { PipelineDocument } from './pipeline-document.ts'

/** Asks which of two versions of a file to keep, when another program wrote it since it was opened. */
export function ConflictDialog({ pipeline }: { readonly pipeline: PipelineDocument }) {
  const { t } = useLingui()
  const { name } = pipeline.document
  return (
    <Dialog
      open={pipeline.conflict}
      onClose={pipeline.dismissConflict}
      title={t`${name} was changed by another program`}
      closeLabel={t`Close`}
      icon={{ name: 'triangle-alert', tone: 'warn' }}
      actions={
        <>
          <Button onClick={() => void attempt(pipeline.openTheirs())}>{t`Open theirs`}</Button>
          <Button variant="primary" onClick={() => void attempt(pipeline.keepMine())}>{t`Keep mine`}</Button>
        </>
      }
    >
      {t`Keep mine writes over the file; the other version is lost. Open theirs shows the file; undo brings your edits back.`}
    </Dialog>
  )
}
