import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAnswer } from '../../session/use-answer.ts'
import { useClient } from '../../session/client.ts'
import { attempt } from '../../session/notices.ts'
import { Button } from '../../ui/Button.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { CopyButton } from './CopyButton.tsx'

/** The key that callers send: hidden until asked for, to copy, and replaced by a new one in one act. */
export function EndpointKey({ name }: { readonly name: string }) {
  const { t } = useLingui()
  const client = useClient()
  const { data, reload } = useAnswer('readEndpointKey', { name })
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const key = data?.key ?? null
  const rotate = async () => {
    setBusy(true)
    await attempt(client('rotateEndpointKey', { name }))
    setBusy(false)
    setShown(true)
    reload()
  }
  return (
    <div className="mt-6">
      <SectionHead
        title={t`Key`}
        note={t`callers send it as “Authorization: Bearer KEY”`}
        end={key !== null && <CopyButton text={key} label={t`Copy the key`} />}
      />
      {key !== null && <pre className="code-block">{shown ? key : '•'.repeat(32)}</pre>}
      <div className="mt-2 flex items-center gap-2">
        {key !== null && (
          <Button size="s" onClick={() => setShown(!shown)}>
            {shown ? t`Hide the key` : t`Show the key`}
          </Button>
        )}
        <Button size="s" icon="refresh-cw" busy={busy} onClick={() => void rotate()}>{t`Make a new key`}</Button>
        <span className="meta">{t`The old key is refused at once.`}</span>
      </div>
    </div>
  )
}
