import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { EndpointEntry } from '../../../engine/protocol/workspace.ts'
import type { Problem } from '../../../engine/protocol/problem.ts'
import { useClient } from '../../session/client.ts'
import { problemOf } from '../../session/notices.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { sampleRecord, typedValue, withRecord, type Json } from './sample-record.ts'

interface Answer {
  readonly status: number
  readonly ms: number
  readonly body: Json
}

/** A form over the sample request, or its JSON; what the endpoint answers stands under it. */
export function TryRequest({ endpoint, onSent }: { readonly endpoint: EndpointEntry; readonly onSent: () => void }) {
  const { t } = useLingui()
  const text = useText()
  const { number } = useFormat()
  const client = useClient()
  const [body, setBody] = useState<Json>(endpoint.sample.request)
  const record = sampleRecord(body)
  const sample = sampleRecord(endpoint.sample.request)
  const [mode, setMode] = useState<'form' | 'json'>(record ? 'form' : 'json')
  const [draft, setDraft] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [broken, setBroken] = useState<string | null>(null)

  const read = (written: string) => {
    setDraft(written)
    try {
      setBody(JSON.parse(written) as Json)
      setBroken(null)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      setBroken(error.message)
    }
  }
  const send = async () => {
    setBusy(true)
    setProblem(null)
    try {
      setAnswer(await client('callEndpoint', { name: endpoint.name, body }))
      onSent()
    } catch (error) {
      setAnswer(null)
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  const running = endpoint.state === 'running'
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className="flex items-center gap-2">
        {record && (
          <Segmented
            size="s"
            label={t`Write the request as`}
            value={mode}
            onChange={setMode}
            options={[
              { value: 'form', label: t`Form` },
              { value: 'json', label: 'JSON' },
            ]}
          />
        )}
        <Button
          size="s"
          variant="ghost"
          className="ml-auto"
          onClick={() => {
            setBody(endpoint.sample.request)
            setDraft(null)
            setBroken(null)
          }}
        >{t`Back to the sample`}</Button>
      </div>
      {mode === 'form' && record ? (
        <div className="grid grid-cols-2 gap-x-3 gap-y-2">
          {Object.entries(record.values).map(([name, value]) => (
            <Field key={name} label={name}>
              {(ids) => (
                <Input
                  {...ids}
                  live
                  value={value === null ? '' : String(value)}
                  placeholder={t`missing`}
                  onChange={(typed) => {
                    setBody(withRecord(body, record.path, { ...record.values, [name]: typedValue(typed, sample?.values[name] ?? value) }))
                    setDraft(null)
                  }}
                />
              )}
            </Field>
          ))}
        </div>
      ) : (
        <Field label={t`Request body`} error={broken === null ? undefined : t`This is not JSON: ${broken}`}>
          {(ids) => (
            <TextArea
              {...ids}
              rows={10}
              spellCheck={false}
              className="font-code text-small"
              value={draft ?? JSON.stringify(body, null, 2)}
              onChange={read}
            />
          )}
        </Field>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" icon="send" busy={busy} disabled={!running || broken !== null}>{t`Send`}</Button>
        {!running && <span className="meta">{t`Start the endpoint first.`}</span>}
      </div>
      {problem && <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />}
      {answer && (
        <section aria-label={t`Answer`} aria-live="polite">
          <div className="mb-2 flex items-center gap-2">
            <Chip tone={answer.status < 300 ? 'ok' : answer.status < 500 ? 'warn' : 'err'}>{answer.status}</Chip>
            <span className="meta">{t`${number(answer.ms, 3)} ms`}</span>
          </div>
          <pre className="code-block">{JSON.stringify(answer.body, null, 2)}</pre>
        </section>
      )}
    </form>
  )
}
