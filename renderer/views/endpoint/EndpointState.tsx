import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { EndpointEntry } from '../../../engine/protocol/workspace.ts'
import { useClient } from '../../session/client.ts'
import { attempt } from '../../session/notices.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'

/** Whether an endpoint serves, in a word. */
export function EndpointChip({ endpoint }: { readonly endpoint: EndpointEntry }) {
  const { t } = useLingui()
  if (endpoint.state === 'running') return <Chip tone="ok" icon="circle-check">{t`serving`}</Chip>
  if (endpoint.state === 'failed') return <Chip tone="err" icon="octagon-alert">{t`failed`}</Chip>
  return <Chip icon="square">{t`stopped`}</Chip>
}

/** The button that starts or stops it. */
export function EndpointSwitch({ endpoint, onChanged }: { readonly endpoint: EndpointEntry; readonly onChanged: () => void }) {
  const { t } = useLingui()
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const running = endpoint.state === 'running'
  const toggle = async () => {
    setBusy(true)
    await attempt(client(running ? 'stopEndpoint' : 'startEndpoint', { name: endpoint.name }))
    setBusy(false)
    onChanged()
  }
  return (
    <Button variant={running ? 'danger' : 'default'} icon={running ? 'square' : 'play'} busy={busy} onClick={() => void toggle()}>
      {running ? t`Stop` : t`Start`}
    </Button>
  )
}
