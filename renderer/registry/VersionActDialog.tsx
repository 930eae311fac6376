import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Input } from '../ui/Input.tsx'
import { NumberInput } from '../ui/NumberInput.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { registryName } from './registry-name.ts'

export type VersionAct =
  | { readonly kind: 'alias' | 'remove-alias' | 'serve'; readonly version: number; readonly alias: string }
  | { readonly kind: 'approved' | 'rejected'; readonly version: number }

/** Asks for the reason of an act, or for what it needs besides, and does it. */
export function VersionActDialog({
  name,
  act,
  onClose,
}: {
  readonly name: string
  readonly act: VersionAct
  readonly onClose: () => void
}) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('alias' in act ? act.alias : '')
  const [port, setPort] = useState(8080)
  const { kind, version } = act
  const alias = registryName(typed).slice(0, 31)
  const titles = {
    alias: typed === '' || alias === '' ? t`An alias for version ${version}` : t`${name}@${alias} becomes version ${version}`,
    'remove-alias': t`Take ${alias} away from version ${version}`,
    serve: t`Serve ${name}@${alias}`,
    approved: t`Approve version ${version}`,
    rejected: t`Reject version ${version}`,
  }
  const asks = kind === 'approved' || kind === 'rejected'
  const ready = (!asks || reason.trim() !== '') && ('alias' in act ? /^[a-z]/.test(alias) : true)
  const perform = async () => {
    const client = getClient()
    if (kind === 'approved' || kind === 'rejected') await client('reviewVersion', { name, version, review: kind, reason })
    else if (kind === 'serve') {
      const { endpoint } = await client('serveAlias', { name, alias, port })
      useSession.getState().openReport({ page: 'endpoint', name: endpoint }, { en: endpoint, fr: endpoint })
    } else await client('moveAlias', { name, alias, version: kind === 'alias' ? version : null, reason })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={titles[kind]}
      closeLabel={t`Close`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button variant="primary" disabled={!ready} onClick={() => void attempt(perform())}>
            {kind === 'serve'
              ? t`Serve`
              : kind === 'approved'
                ? t`Approve`
                : kind === 'rejected'
                  ? t`Reject`
                  : kind === 'alias'
                    ? t`Move the alias`
                    : t`Take it away`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {kind === 'alias' && act.alias === '' && (
          <Field label={t`Alias`}>{(field) => <Input {...field} live value={typed} onChange={setTyped} />}</Field>
        )}
        {kind === 'serve' ? (
          <Field
            label={t`Port on this machine`}
            help={t`The endpoint follows the alias: when it moves, the new version answers from the next request on.`}
          >
            {(field) => <NumberInput {...field} value={port} min={1024} max={65_535} onChange={(value) => setPort(value ?? 8080)} />}
          </Field>
        ) : (
          <Field label={asks ? t`Reason` : t`Why`}>
            {(field) => (
              <TextArea {...field} rows={3} value={reason} onChange={setReason} onInput={(event) => setReason(event.currentTarget.value)} />
            )}
          </Field>
        )}
        {kind === 'alias' && (
          <p className="meta">{t`Its golden rows are replayed first. Endpoints that follow the alias get this version.`}</p>
        )}
      </div>
    </Dialog>
  )
}
