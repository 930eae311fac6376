import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useRun } from '../runs/store.ts'
import { useClient } from '../session/client.ts'
import { Button } from '../ui/Button.tsx'

/** Ends a training before its time and keeps the best that it has found so far. */
export function StopTraining({ path, node }: { readonly path: string; readonly node: string }) {
  const { t } = useLingui()
  const client = useClient()
  const run = useRun(path)
  const [asked, setAsked] = useState(false)
  if (!run) return null
  const stop = async () => {
    setAsked(true)
    const answer = await client('stopTraining', { runId: run.runId, node })
    setAsked(answer.asked)
  }
  return (
    <Button size="s" icon="square" busy={asked} onClick={() => void stop()}>
      {asked ? t`Ending` : t`Stop and keep the best`}
    </Button>
  )
}
