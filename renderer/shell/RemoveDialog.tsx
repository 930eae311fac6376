import { useLingui } from '@lingui/react/macro'
import type { PipelineEntry } from '../../engine/protocol/workspace.ts'
import { removePipeline } from '../commands/remove-pipeline.ts'
import { attempt } from '../session/notices.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** Asks before a pipeline is deleted. Null when nothing is to be deleted. */
export function RemoveDialog({ entry, onDone }: { readonly entry: PipelineEntry | null; readonly onDone: () => void }) {
  const { t } = useLingui()
  const remove = async () => {
    if (entry) await attempt(removePipeline(entry.path))
    onDone()
  }
  return (
    <Dialog
      open={entry !== null}
      onClose={onDone}
      title={t`Delete ${entry?.name ?? ''}?`}
      closeLabel={t`Close`}
      icon={{ name: 'octagon-alert', tone: 'err' }}
      actions={
        <>
          <Button onClick={onDone}>{t`Keep`}</Button>
          <Button variant="danger-fill" onClick={() => void remove()}>{t`Delete`}</Button>
        </>
      }
    >
      {t`The file ${entry?.path ?? ''} and its draft go; this cannot be undone. Its data, runs and models stay.`}
    </Dialog>
  )
}
