import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Connection, ConnectionEntry } from '../../../engine/protocol/connection.ts'
import type { Problem } from '../../../engine/protocol/problem.ts'
import { useClient } from '../../session/client.ts'
import { problemOf } from '../../session/notices.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { newConnection, usualPorts } from './new-connection.ts'

export interface ConnectionDialogProps {
  /** The connection that is edited; null for a new one. */
  readonly entry: ConnectionEntry | null
  readonly onClose: () => void
  readonly onSaved: (name: string) => void
  readonly onRemoved: () => void
}

/** How a server is reached. A stored password is never shown: an empty field keeps it. */
export function ConnectionDialog({ entry, onClose, onSaved, onRemoved }: ConnectionDialogProps) {
  const { t } = useLingui()
  const text = useText()
  const client = useClient()
  const [draft, setDraft] = useState<Connection>(entry ?? newConnection)
  const [password, setPassword] = useState('')
  const [tables, setTables] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<'test' | 'save' | 'remove' | 'driver' | null>(null)
  const change = (part: Partial<Connection>) => {
    setDraft((before) => ({ ...before, ...part }))
    setTables(null)
    setProblem(null)
  }
  const act = async (kind: NonNullable<typeof busy>, doing: () => Promise<void>) => {
    setBusy(kind)
    setProblem(null)
    setTables(null)
    await doing().catch((error: unknown) => setProblem(problemOf(error)))
    setBusy(null)
  }
  const request = {
    connection: { ...draft, name: draft.name.trim() },
    ...(password !== '' && { password }),
    ...(entry && { was: entry.name }),
  }
  const test = () => act('test', async () => setTables((await client('testConnection', request)).tables))
  const save = () =>
    act('save', async () => {
      await client('saveConnection', request)
      onSaved(request.connection.name)
    })
  const remove = () =>
    act('remove', async () => {
      if (entry) await client('removeConnection', { name: entry.name })
      onRemoved()
    })
  const fetchDriver = () =>
    act('driver', async () => {
      await client('fetchDriver', { driver: draft.server })
      setTables((await client('testConnection', request)).tables)
    })
  const complete = [draft.name, draft.host, draft.database, draft.user].every((value) => value.trim() !== '')
  const changedPlace =
    entry !== null &&
    (['server', 'host', 'port', 'database', 'user', 'tls'] as const).some((key) => entry[key] !== draft[key]) &&
    entry.hasPassword
  const passwordHelp =
    entry?.hasPassword === true
      ? changedPlace
        ? t`The stored password belongs to the old server and user; type the one for this.`
        : t`One is stored. Leave this empty to keep it.`
      : t`Stored encrypted in the workspace; the key lies in the folder of your account.`
  const line = (name: 'name' | 'host' | 'database' | 'user', label: string, placeholder = '') => (
    <Field label={label}>
      {(ids) => (
        <Input
          {...ids}
          value={draft[name]}
          placeholder={placeholder}
          live
          autoComplete="off"
          spellCheck={false}
          onChange={(value) => change({ [name]: value })}
        />
      )}
    </Field>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={entry ? t`Connection ${entry.name}` : t`New connection`}
      closeLabel={t`Close`}
      icon={{ name: 'database', tone: 'accent' }}
      width={520}
      actions={
        <>
          {entry && (
            <Button variant="danger" busy={busy === 'remove'} onClick={() => void remove()} className="mr-auto">
              {t`Remove`}
            </Button>
          )}
          <Button busy={busy === 'test'} disabled={!complete} onClick={() => void test()}>
            {t`Test`}
          </Button>
          <Button variant="primary" busy={busy === 'save'} disabled={!complete} onClick={() => void save()}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        {line('name', t`Name`, t`what pipelines call it`)}
        <Field label={t`Kind`} group>
          {() => (
            <Segmented
              fill
              label={t`Kind`}
              options={[
                { value: 'postgres', label: 'PostgreSQL' },
                { value: 'mysql', label: 'MariaDB / MySQL' },
              ]}
              value={draft.server}
              onChange={(server) => change({ server, ...(draft.port === usualPorts[draft.server] && { port: usualPorts[server] }) })}
            />
          )}
        </Field>
        {line('host', t`Host`, 'db.example.org')}
        <Field label={t`Port`}>
          {(ids) => (
            <NumberInput
              {...ids}
              value={draft.port}
              min={1}
              max={65_535}
              onChange={(port) => {
                if (port !== null) change({ port })
              }}
            />
          )}
        </Field>
        {line('database', t`Database`)}
        {line('user', t`User`)}
        <div className="col-span-2">
          <Field label={t`Password`} help={passwordHelp}>
            {(ids) => (
              <Input
                {...ids}
                type="password"
                autoComplete="new-password"
                value={password}
                placeholder={entry?.hasPassword === true && !changedPlace ? '••••••••' : ''}
                live
                onChange={(value) => {
                  setPassword(value)
                  setTables(null)
                }}
              />
            )}
          </Field>
        </div>
        <div className="col-span-2">
          <Field label={t`Only over an encrypted line`} help={t`Off: encrypted where the server can.`}>
            {(ids) => (
              <Switch
                id={ids.id}
                aria-describedby={ids['aria-describedby']}
                checked={draft.tls === 'require'}
                onChange={(on) => change({ tls: on ? 'require' : 'prefer' })}
              />
            )}
          </Field>
        </div>
      </div>
      {tables !== null && (
        <p role="status" className="mt-3 text-small">
          {t`The server answers; ${tables} tables can be read.`}
        </p>
      )}
      {problem && (
        <ProblemBox
          className="mt-3"
          severity="error"
          title={text(problem.text)}
          detail={text(problem.action)}
          {...(problem.code === 'driver-missing' && {
            actions: (
              <Button size="s" icon="download" busy={busy === 'driver'} onClick={() => void fetchDriver()}>
                {t`Fetch the driver from duckdb.org`}
              </Button>
            ),
          })}
        />
      )}
    </Dialog>
  )
}
