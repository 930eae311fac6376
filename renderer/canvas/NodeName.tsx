import { useLingui } from '@lingui/react/macro'
import { useRef } from 'react'
import { getDocument } from '../document/store.ts'
import { focusAtOnce } from '../ui/focus-at-once.ts'
import { useCanvas } from './store.ts'

/** The title of a node while it is being typed. Empty gives back the name of its type. */
export function NodeName({ path, id, title }: { readonly path: string; readonly id: string; readonly title: string }) {
  const { t } = useLingui()
  const given = useRef(false)
  const finish = (value: string | null) => {
    if (given.current) return
    given.current = true
    useCanvas.setState({ editing: null })
    if (value === null || value.trim() === title) return
    const name = value.trim()
    const label =
      name === ''
        ? { en: `reset the name of ${title}`, fr: `rétablir le nom de ${title}` }
        : { en: `rename ${title} to ${name}`, fr: `renommer ${title} en ${name}` }
    getDocument(path)?.apply({ type: 'set-node', id, title: name === '' ? null : name }, label)
  }
  return (
    <input
      className="node-title node-name nodrag nopan"
      aria-label={t`Name of the node`}
      defaultValue={title}
      ref={focusAtOnce}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        const card = event.currentTarget.closest<HTMLElement>('[data-node]')
        finish(event.key === 'Enter' ? event.currentTarget.value : null)
        card?.focus()
      }}
    />
  )
}
