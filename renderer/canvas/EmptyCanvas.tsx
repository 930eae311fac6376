import { Trans, useLingui } from '@lingui/react/macro'
import { dataFilter } from '../commands/file-filters.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { startTab } from '../session/tab.ts'
import { getHost } from '../session/use-host.ts'
import { Button } from '../ui/Button.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Key } from '../ui/Key.tsx'
import { addFiles } from './acts/add.ts'
import { viewCentre } from './flow.ts'

/** What to do with an empty pipeline. */
export function EmptyCanvas() {
  const { t } = useLingui()
  const choose = async () => addFiles(await getHost().openFiles([dataFilter()]), viewCentre())
  return (
    <div className="empty-canvas">
      <Empty
        title={t`An empty pipeline`}
        actions={
          <>
            <Button variant="primary" onClick={() => void attempt(choose())}>{t`Choose a file`}</Button>
            <Button onClick={() => useSession.getState().activate(startTab)}>{t`Open an example`}</Button>
          </>
        }
      >
        <Trans>
          Drop a data file here, or press <Key>/</Key> to find a node.
        </Trans>
      </Empty>
    </div>
  )
}
