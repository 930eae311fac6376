import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { attempt } from '../session/notices.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { saveToLibrary } from './acts.ts'
import { libraryState } from './library-state.ts'
import { useLibrary } from './library-store.ts'
import { TakeOverDialog } from './TakeOverDialog.tsx'

/** How a component of the pipeline stands to the one of the workspace that it comes from. */
export function LibraryNote({ pipeline, type }: { readonly pipeline: PipelineDocument; readonly type: string }) {
  const { t } = useLingui()
  const component = pipeline.document.components?.[type]
  const entry = useLibrary(({ byName }) => byName[component?.library?.name ?? ''])
  const [looking, setLooking] = useState(false)
  const known = libraryState(component, entry)
  if (!component?.library || known === 'alone') return null
  const { version } = component.library
  const newest = entry?.component.version ?? version
  const next = version + 1
  if (known === 'same') return <p className="meta">{t`Version ${version} of the workspace.`}</p>
  if (known === 'edited')
    return (
      <ProblemBox
        severity="notice"
        title={t`Changed here since version ${version}.`}
        detail={t`Other pipelines keep theirs.`}
        actions={
          !pipeline.readOnly && (
            <Button size="s" onClick={() => void attempt(saveToLibrary(pipeline, type))}>{t`Save as version ${next}`}</Button>
          )
        }
      />
    )
  return (
    <>
      <ProblemBox
        severity="notice"
        icon="arrow-up"
        title={t`The workspace has version ${newest}; this is version ${version}.`}
        {...(known === 'both' && { detail: t`It was changed here as well.` })}
        actions={<Button size="s" onClick={() => setLooking(true)}>{t`See what changes`}</Button>}
      />
      {looking && entry && <TakeOverDialog pipeline={pipeline} type={type} entry={entry} onClose={() => setLooking(false)} />}
    </>
  )
}
