import { NodeResizeControl, type NodeProps, type ResizeParams } from '@xyflow/react'
import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { getDocument, useDocuments } from '../document/store.ts'
import { useActivePath } from '../session/store.ts'
import { focusAtOnce } from '../ui/focus-at-once.ts'
import { colourOf } from './acts/colour.ts'
import { markId } from './flow-node.ts'
import { snap } from './geometry.ts'
import { useCanvas } from './store.ts'
import './note.css'

/** A note on the canvas. A double click, or Enter, makes it a field. */
export const NoteCard = memo(
  function NoteCard({ id: flowId, selected }: NodeProps) {
    const id = markId(flowId)
    const path = useActivePath() ?? ''
    const { t } = useLingui()
    const note = useDocuments((state) => state.byPath[path]?.document.notes[id])
    const readOnly = useDocuments((state) => state.byPath[path]?.readOnly ?? true)
    const editing = useCanvas((state) => state.editing?.kind === 'note' && state.editing.id === id)
    if (!note) return null
    const write = (text: string) => {
      useCanvas.setState({ editing: null })
      if (text !== note.text)
        getDocument(path)?.apply({ type: 'set-note', id, note: { ...note, text } }, { en: 'write a note', fr: 'écrire une note' })
    }
    const resize = (_: unknown, { x, y, width, height }: ResizeParams) => {
      const next = { ...note, x: snap(x), y: snap(y), width: snap(width), height: snap(height) }
      getDocument(path)?.apply({ type: 'set-note', id, note: next }, { en: 'resize a note', fr: 'redimensionner une note' })
    }
    return (
      <div
        className="note"
        data-colour={colourOf(note)}
        data-selected={selected || undefined}
        data-mark={flowId}
        role="group"
        aria-roledescription={t`note`}
        aria-label={note.text || t`Empty note`}
        tabIndex={-1}
      >
        {editing ? (
          <textarea
            className="note-field nodrag nopan nowheel"
            aria-label={t`Text of the note`}
            defaultValue={note.text}
            ref={focusAtOnce}
            onBlur={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              event.stopPropagation()
              if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) event.currentTarget.blur()
            }}
          />
        ) : (
          <p className="note-text">{note.text || <span className="text-text-3">{t`Double-click to write`}</span>}</p>
        )}
        {selected && !readOnly && (
          <NodeResizeControl className="resize-corner" position="bottom-right" minWidth={96} minHeight={32} onResizeEnd={resize} />
        )}
      </div>
    )
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
)
