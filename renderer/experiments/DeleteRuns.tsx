import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Removal } from '../../engine/protocol/experiment-methods.ts'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { toast } from '../ui/toasts.ts'
import { useRunName } from './run-name.ts'
import type { RunRows } from './use-run-rows.ts'

export interface DeleteRunsProps {
  readonly runIds: readonly string[]
  readonly rows: RunRows
  readonly onDeleted: (gone: readonly string[]) => void
}

/** Deletes the chosen runs, after saying what goes with them, what stays and why. */
export function DeleteRuns({ runIds, rows, onDeleted }: DeleteRunsProps) {
  const { t } = useLingui()
  const text = useText()
  const { bytes, count } = useFormat()
  const nameOf = useRunName()
  const [asked, setAsked] = useState<Removal | null>(null)
  const ask = async () => setAsked(await getClient()('weighRuns', { runIds: [...runIds] }))
  const remove = async () => {
    if (!asked) return
    const removal = await getClient()('removeRuns', { runIds: asked.gone })
    setAsked(null)
    onDeleted(removal.gone)
    toast(t`Deleted: ${count(removal.gone.length)}. Disk space freed: ${bytes(removal.bytes)}.`)
  }
  const named = (id: string) => {
    for (let i = 0; i < (rows.total ?? 0); i++) {
      const row = rows.at(i)
      if (row?.id === id) return nameOf(row)
    }
    return id
  }
  const goes = asked?.gone.length ?? 0
  return (
    <>
      <IconButton size="s" icon="trash-2" label={t`Delete the chosen runs…`} onClick={() => void attempt(ask())} />
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={goes === 0 ? t`Nothing to delete` : t`Delete runs`}
        closeLabel={t`Close`}
        icon={{ name: 'trash-2', tone: 'warn' }}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t`Cancel`}</Button>
            {goes > 0 && (
              <Button variant="primary" onClick={() => void attempt(remove())}>
                <Plural value={goes} one="Delete # run" other="Delete # runs" />
              </Button>
            )}
          </>
        }
      >
        {asked && (
          <div className="flex flex-col gap-3">
            {goes > 0 && (
              <p>
                {t`${asked.gone.slice(0, 6).map(named).join(', ')}${goes > 6 ? '…' : ''}: figures, parameters, notes and logs go, ${bytes(asked.bytes)}. This cannot be undone.`}
              </p>
            )}
            {goes > 0 && (
              <p className="text-text-2">{t`Models, pipelines and results in the cache stay; a run with the same settings reuses them.`}</p>
            )}
            {asked.stay.map(({ runId, why }) => (
              <p key={runId} className="text-text-2">{t`${named(runId)} stays. ${text(why)}`}</p>
            ))}
          </div>
        )}
      </Dialog>
    </>
  )
}
