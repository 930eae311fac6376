import { useLingui } from '@lingui/react/macro'
import { useRuns } from '../runs/store.ts'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { pipelineTabId } from '../session/tab.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useFormat } from '../session/use-format.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { openPath } from '../commands/open-pipeline.ts'

/** Edits that were not saved when the studio closed: they are kept until they are restored or thrown away. */
export function Drafts() {
  const { t } = useLingui()
  const format = useFormat()
  const version = useRuns((state) => state.versions.pipelines)
  const tabs = useSession((state) => state.tabs)
  const { data, reload } = useAnswer('listPipelines', {}, version)
  const drafts = (data?.pipelines ?? []).filter((entry) => entry.draft && !tabs.some((tab) => tab.id === pipelineTabId(entry.path)))
  const discard = async (path: string) => {
    await attempt(getClient()('dropDraft', { path }))
    reload()
  }
  return drafts.map((entry) => (
    <ProblemBox
      key={entry.path}
      className="mb-6"
      severity="notice"
      icon="history"
      title={t`${entry.name} was closed with edits that are not saved.`}
      detail={t`Last change ${format.when(entry.modifiedAt)}. The edits are safe.`}
      actions={
        <>
          <Button size="s" onClick={() => void attempt(openPath(entry.path))}>{t`Restore the edits`}</Button>
          <Button size="s" variant="ghost" onClick={() => void discard(entry.path)}>{t`Throw them away`}</Button>
        </>
      }
    />
  ))
}
