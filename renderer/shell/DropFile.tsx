import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { attempt } from '../session/notices.ts'
import { getHost } from '../session/use-host.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { dataFilter, pipelineFilter } from '../commands/file-filters.ts'
import { openFiles } from '../commands/open-files.ts'

/** Where data files and pipelines are dropped, or looked for. */
export function DropFile() {
  const { t } = useLingui()
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const take = async (files: ReturnType<typeof openFiles>) => {
    setBusy(true)
    await attempt(files)
    setBusy(false)
  }
  const browse = async () => openFiles(await getHost().openFiles([dataFilter(), pipelineFilter()]))
  const dropped = async (files: readonly File[]) => openFiles(await getHost().takeFiles(files))
  return (
    <div
      className="drop h-[72px] min-w-0"
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void take(dropped([...event.dataTransfer.files]))
      }}
    >
      <Icon name="download" />
      <div className="min-w-0 flex-1">
        <b>
          <Trans>Drop a data file here</Trans>
        </b>
        <div className="meta">
          <Trans>CSV, Parquet, Excel, JSON. Nothing leaves this machine.</Trans>
        </div>
      </div>
      <Button busy={busy} onClick={() => void take(browse())}>{t`Browse`}</Button>
    </div>
  )
}
