import { plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { componentChanges, type ComponentChange } from '../../engine/graph/commands/component-changes.ts'
import { difference } from '../../engine/graph/commands/difference.ts'
import type { LibraryComponent } from '../../engine/protocol/library-methods.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useCatalogueMap } from '../document/port-catalogue.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { libraryState } from './library-state.ts'
import { takeOver } from './take-over.ts'
import './library.css'

export interface TakeOverDialogProps {
  readonly pipeline: PipelineDocument
  readonly type: string
  readonly entry: LibraryComponent
  readonly onClose: () => void
}

/** What a newer version of a component changes, and the button that takes it over for all of its uses. */
export function TakeOverDialog({ pipeline, type, entry, onClose }: TakeOverDialogProps) {
  const { t } = useLingui()
  const text = useText()
  const catalogue = useCatalogueMap()
  const { document } = pipeline
  const component = document.components?.[type]
  const after = useMemo(() => takeOver(document, type, entry), [document, type, entry])
  const fresh = after.components?.[type]
  const changes = useMemo(
    () =>
      component && fresh
        ? componentChanges(component, fresh, (node) => node.title ?? (text(catalogue.get(node.type)?.title) || node.type))
        : [],
    [component, fresh, catalogue, text],
  )
  if (!component) return null
  const { version } = entry.component
  const { title } = component
  const lost = document.wires.length - after.wires.length
  const apply = () => {
    pipeline.apply(difference(document, after), { en: `version ${version} of ${title}`, fr: `version ${version} de ${title}` })
    onClose()
  }
  const headings = { added: t`Added`, removed: t`Removed`, changed: t`Changed` }
  const words = ({ what, name, count }: ComponentChange) =>
    ({
      node: t`node ${name}`,
      input: t`input ${name}`,
      output: t`output ${name}`,
      setting: t`setting ${name}`,
      wires: t`${plural(count, { one: '# wire', other: '# wires' })}`,
    })[what]
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`${title}, version ${version}`}
      closeLabel={t`Close`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button variant="primary" disabled={pipeline.readOnly} onClick={apply}>{t`Take over version ${version}`}</Button>
        </>
      }
    >
      {changes.length === 0 && <p className="text-text-2">{t`Only places and titles differ.`}</p>}
      {(['added', 'changed', 'removed'] as const).map((kind) => {
        const own = changes.filter((change) => change.kind === kind)
        return own.length === 0 ? null : (
          <section key={kind} className="library-changes" data-kind={kind}>
            <h3>{headings[kind]}</h3>
            <ul aria-label={headings[kind]}>
              {own.map((change, at) => (
                <li key={at}>{words(change)}</li>
              ))}
            </ul>
          </section>
        )
      })}
      {lost > 0 && (
        <p className="mt-2 text-small text-text-2">
          <Plural
            value={lost}
            one="# wire of the pipeline leads to a port that is gone, and is taken out."
            other="# wires of the pipeline lead to ports that are gone, and are taken out."
          />
        </p>
      )}
      {libraryState(component, entry) === 'both' && (
        <p className="mt-2 text-small text-text-2">
          <Trans>What was changed here is replaced.</Trans>
        </p>
      )}
      <p className="field-help mt-2">
        <Trans>It holds for all uses in this pipeline; their own settings stay. One step of undo takes it back.</Trans>
      </p>
    </Dialog>
  )
}
