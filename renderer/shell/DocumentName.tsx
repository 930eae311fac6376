import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { focusAtOnce } from '../ui/focus-at-once.ts'
import { Input } from '../ui/Input.tsx'
import type { OpenDocument } from './open-document.ts'

/** The name of the pipeline; a click makes it a field. */
export function DocumentName({ document }: { readonly document: OpenDocument }) {
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  if (editing)
    return (
      <span className="w-[220px]" onBlur={() => setEditing(false)}>
        <Input
          ref={focusAtOnce}
          aria-label={t`Name of the pipeline`}
          value={document.name}
          onChange={(name) =>
            name.trim() !== '' &&
            document.apply(
              { type: 'set-document', name: name.trim() },
              { en: `rename to ${name.trim()}`, fr: `renommer en ${name.trim()}` },
            )
          }
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur()
            if (event.key === 'Escape') setEditing(false)
          }}
        />
      </span>
    )
  return (
    <h1 className="-ml-1 max-w-[40%] min-w-0 text-title font-semibold tracking-[-0.01em]">
      <button
        type="button"
        className="block max-w-full truncate rounded-s px-1 hover:bg-hover"
        title={t`Rename`}
        disabled={document.readOnly}
        onClick={() => setEditing(true)}
      >
        {document.name}
      </button>
    </h1>
  )
}
