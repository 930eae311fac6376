import { NodeResizeControl, type NodeProps, type ResizeParams } from '@xyflow/react'
import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { getDocument, useDocuments } from '../document/store.ts'
import { useActivePath } from '../session/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { focusAtOnce } from '../ui/focus-at-once.ts'
import { colourOf } from './acts/colour.ts'
import { markId } from './flow-node.ts'
import { collapseFrame } from './fold/fold-frames.ts'
import { FoldedFrame } from './fold/FoldedFrame.tsx'
import { snap } from './geometry.ts'
import { useCanvas } from './store.ts'
import './note.css'

/** A frame around a part of the pipeline. It is held by its title; what lies in it goes with it. */
export const FrameCard = memo(
  function FrameCard({ id: flowId, selected }: NodeProps) {
    const id = markId(flowId)
    const path = useActivePath() ?? ''
    const { t } = useLingui()
    const frame = useDocuments((state) => state.byPath[path]?.document.frames[id])
    const readOnly = useDocuments((state) => state.byPath[path]?.readOnly ?? true)
    const editing = useCanvas((state) => state.editing?.kind === 'frame' && state.editing.id === id)
    if (!frame) return null
    if (frame.collapsed) return <FoldedFrame path={path} id={id} selected={selected} />
    const title = frame.title || t`Frame`
    const name = (typed: string) => {
      useCanvas.setState({ editing: null })
      if (typed !== frame.title)
        getDocument(path)?.apply(
          { type: 'set-frame', id, frame: { ...frame, title: typed } },
          { en: `name the frame ${typed}`, fr: `nommer le cadre ${typed}` },
        )
    }
    const resize = (_: unknown, { x, y, width, height }: ResizeParams) => {
      const next = { ...frame, x: snap(x), y: snap(y), width: snap(width), height: snap(height) }
      getDocument(path)?.apply({ type: 'set-frame', id, frame: next }, { en: `resize ${frame.title}`, fr: `redimensionner ${frame.title}` })
    }
    return (
      <div
        className="frame"
        data-colour={colourOf(frame)}
        data-selected={selected || undefined}
        data-mark={flowId}
        role="group"
        aria-roledescription={t`frame`}
        aria-label={frame.title || t`Frame without a name`}
        tabIndex={-1}
      >
        {editing ? (
          <input
            className="frame-title nodrag nopan"
            aria-label={t`Name of the frame`}
            defaultValue={frame.title}
            ref={focusAtOnce}
            onBlur={(event) => name(event.currentTarget.value.trim())}
            onKeyDown={(event) => {
              event.stopPropagation()
              if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
            }}
          />
        ) : (
          <span
            className="frame-title frame-handle"
            onDoubleClick={() => !readOnly && useCanvas.setState({ editing: { kind: 'frame', id } })}
          >
            {title}
            {!readOnly && (
              <button
                type="button"
                className="frame-fold nodrag nopan"
                tabIndex={-1}
                aria-label={t`Collapse ${title}`}
                title={t`Collapse the frame`}
                onClick={() => collapseFrame(id)}
              >
                <Icon name="chevron-down" size={12} />
              </button>
            )}
          </span>
        )}
        {selected && !readOnly && (
          <NodeResizeControl className="resize-corner" position="bottom-right" minWidth={240} minHeight={96} onResizeEnd={resize} />
        )}
      </div>
    )
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
)
