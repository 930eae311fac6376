import { t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { runCommand } from '../commands/run-command.ts'
import { useRuns } from '../runs/store.ts'
import { useActivePath } from '../session/store.ts'
import { toast } from '../ui/toasts.ts'

/** Once the engine is back after a restart, offers to go on with the run that it stopped. */
export function RestartToast() {
  const restarts = useRuns((state) => state.engine.restarts)
  const path = useActivePath()
  const lost = useRuns((state) => path !== null && state.byPath[path]?.state === 'lost')
  const told = useRef(0)
  useEffect(() => {
    if (restarts === told.current) return
    told.current = restarts
    if (lost)
      toast(t`The engine is back. Steps that had finished are kept.`, {
        icon: 'plug',
        action: { label: t`Run the rest`, run: () => runCommand('run.all') },
      })
    else toast(t`The engine is back.`, { icon: 'plug' })
  }, [restarts, lost])
  return null
}
