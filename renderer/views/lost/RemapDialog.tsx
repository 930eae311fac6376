import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { splitInside } from '../../components/inside-path.ts'
import { useDocument } from '../../document/store.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { attempt } from '../../session/notices.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Select } from '../../ui/Select.tsx'
import { useColumnWords } from '../use-column-words.ts'
import { applyRemaps } from './apply-remaps.ts'
import { lostKey, remapsOf, replacementOf, type RemapChoices } from './remap-choices.ts'
import './lost.css'

export interface RemapDialogProps {
  readonly pipeline: PipelineDocument
  readonly onClose: () => void
}

/** All columns of a pipeline that its nodes name and do not get, each with one to stand in its place; applied as one edit. */
export function RemapDialog({ pipeline, onClose }: RemapDialogProps) {
  const { t } = useLingui()
  const text = useText()
  const words = useColumnWords()
  const byType = useCatalogue((state) => state.byType)
  const [choices, setChoices] = useState<RemapChoices>(new Map())
  // Inside a component the whole pipeline is looked through: its nodes feed those inside.
  const outer = useDocument(splitInside(pipeline.path)?.path ?? null) ?? pipeline
  const { path, document } = outer
  const { data, problem, loading } = useAnswer('lostColumns', { path, document })
  const lost = data?.lost ?? []
  const remaps = remapsOf(lost, choices)
  const titleOf = (id: string) => {
    const titles: string[] = []
    let nodes = document.nodes
    for (const part of id.split('/')) {
      const node = nodes[part]
      const component = document.components?.[node?.type ?? '']
      titles.push(node?.title ?? component?.title ?? (text(byType[node?.type ?? '']?.title) || part))
      nodes = component?.nodes ?? {}
    }
    return titles.join(' › ')
  }
  const apply = async () => {
    await applyRemaps(outer, remaps)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width={680}
      title={t`Lost columns`}
      closeLabel={t`Close`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button variant="primary" disabled={loading || remaps.length === 0} onClick={() => void attempt(apply())}>
            <Plural value={remaps.length} _0="Replace" one="Replace # column" other="Replace # columns" />
          </Button>
        </>
      }
    >
      {loading && <ProgressBar share={null} label={t`Looking for lost columns`} />}
      {problem && <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />}
      {data && lost.length === 0 && <Empty title={t`No column is lost`}>{t`Every column that a node names is there.`}</Empty>}
      {lost.length > 0 && (
        <>
          <p className="mb-2 text-small text-text-2">{t`Nodes behind that name the same column follow. One step of undo takes all of it back.`}</p>
          <ul className="lost-list" aria-label={t`Lost columns`}>
            {lost.map((one) => (
              <li key={lostKey(one)}>
                <span className="min-w-0">
                  <span className="block truncate text-err line-through" title={one.name}>
                    {one.name}
                  </span>
                  <span className="block truncate text-meta text-text-2">
                    {[titleOf(one.node), ...one.settings.map((setting) => text(setting))].join(', ')}
                  </span>
                </span>
                <span aria-hidden>→</span>
                <Select
                  aria-label={t`Column in the place of ${one.name}`}
                  value={replacementOf(one, choices)}
                  onChange={(to) => setChoices(new Map(choices).set(lostKey(one), to))}
                  options={[
                    { value: '', label: t`leave it for now` },
                    ...one.columns.map(({ name, type }) => ({ value: name, label: name, detail: words.type(type) })),
                  ]}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
