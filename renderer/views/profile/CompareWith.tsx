import { useLingui } from '@lingui/react/macro'
import { useRef } from 'react'
import type { MethodOutput } from '../../../engine/protocol/methods.ts'
import type { Profile } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useCatalogueMap } from '../../document/port-catalogue.ts'
import { useText } from '../../session/use-text.ts'
import { attempt } from '../../session/notices.ts'
import { useFormat } from '../../session/use-format.ts'
import { Select } from '../../ui/Select.tsx'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'
import { useMomentText } from './use-moment-text.ts'

/** What a profile is compared with: another table of the pipeline, what this one was before, or a profile that was saved. */
export type Other =
  | { readonly from: 'earlier'; readonly id: string; readonly name: string }
  | { readonly from: 'port'; readonly place: PortPlace; readonly name: string }
  | { readonly from: 'file'; readonly profile: Profile; readonly name: string }

export interface CompareWithProps {
  readonly pipeline: PipelineDocument
  readonly place: PortPlace
  readonly earlier: readonly MethodOutput<'listEarlierProfiles'>['earlier'][number][]
  readonly other: Other | null
  readonly onChange: (other: Other | null) => void
}

/** Chooses the profile that came before this one. */
export function CompareWith({ pipeline, place, earlier, other, onChange }: CompareWithProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const momentText = useMomentText()
  const text = useText()
  const catalogue = useCatalogueMap()
  const input = useRef<HTMLInputElement>(null)
  const ports = Object.entries(pipeline.document.nodes).flatMap(([id, node]) => {
    const entry = catalogue.get(node.type)
    const outputs = Object.entries(entry?.outputs ?? {}).filter(([, { kind }]) => kind === 'table')
    return outputs
      .filter(([port]) => id !== place.node || port !== place.port || place.side !== 'out')
      .map(([port, { label }]) => {
        const title = node.title ?? text(entry?.title)
        return { value: `${id}.${port}`, label: outputs.length > 1 ? `${title}, ${text(label)}` : title, node: id, port }
      })
  })
  const read = async (file: File | undefined) => {
    if (!file) return
    const profile = JSON.parse(await file.text()) as Profile
    onChange({ from: 'file', profile, name: file.name })
  }
  const choose = (value: string) => {
    const before = earlier.find(({ id }) => value === ` ${id}`)
    if (value === ' file') input.current?.click()
    else if (before) onChange({ from: 'earlier', id: before.id, name: momentText(before.at) })
    else {
      const found = ports.find((port) => port.value === value)
      onChange(found ? { from: 'port', place: { node: found.node, port: found.port, side: 'out' }, name: found.label } : null)
    }
  }
  const chosen =
    other?.from === 'port' ? `${other.place.node}.${other.place.port}` : other?.from === 'earlier' ? ` ${other.id}` : other ? ' file' : ''
  return (
    <>
      <Select
        size="s"
        className="max-w-44"
        aria-label={t`Compare with`}
        value={chosen}
        onChange={choose}
        options={[
          { value: '', label: t`Compare with…` },
          ...earlier.map(({ id, at, rows, kept }) => ({
            value: ` ${id}`,
            label: momentText(at),
            icon: 'history',
            detail: kept ? (rows === null ? '' : t`${count(rows)} rows`) : t`rows not kept`,
            disabled: !kept,
          })),
          ...ports.map(({ value, label }) => ({ value, label, icon: 'table-2' })),
          { value: ' file', label: other?.from === 'file' ? other.name : t`A saved profile…`, icon: 'file-text' },
        ]}
      />
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="hidden"
        aria-label={t`A saved profile`}
        onChange={(event) => {
          void attempt(read(event.target.files?.[0]))
          event.target.value = ''
        }}
      />
    </>
  )
}
