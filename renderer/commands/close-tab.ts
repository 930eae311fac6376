import { t } from '@lingui/core/macro'
import { useSession } from '../session/store.ts'
import { toast } from '../ui/toasts.ts'
import { closeDocument, getDocument } from '../document/store.ts'
import { openPath } from './open-pipeline.ts'

/** Closes a tab. Edits that were not saved stay as a draft and are offered again on the start page. */
export async function closeTab(id: string): Promise<void> {
  const session = useSession.getState()
  const tab = session.tabs.find((one) => one.id === id)
  if (tab?.kind !== 'pipeline') return session.close(id)
  const document = getDocument(tab.path)
  const name = document?.document.name ?? tab.path
  const dirty = document?.dirty ?? false
  // First the draft, then the tab: the start page that may come up reads which drafts there are.
  await closeDocument(tab.path)
  session.close(id)
  if (dirty)
    toast(t`The edits of ${name} are kept as a draft.`, {
      icon: 'history',
      action: { label: t`Open again`, run: () => void openPath(tab.path) },
    })
}
