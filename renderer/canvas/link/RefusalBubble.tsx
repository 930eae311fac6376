import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { useCatalogueMap } from '../../document/port-catalogue.ts'
import { useActivePath } from '../../session/store.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { toScreen } from '../flow.ts'
import { useCanvas } from '../store.ts'
import { insertConverter } from './finish-link.ts'
import { useLooseEnd } from './pointer-link.ts'

/** Why a wire does not go there, beside the pointer; once it was let go, with the node that would make it go. */
export function RefusalBubble() {
  const { t } = useLingui()
  const text = useText()
  const path = useActivePath() ?? ''
  const catalogue = useCatalogueMap()
  const refusal = useCanvas((state) => state.refusal)
  const linking = useCanvas((state) => state.linking)
  const loose = useLooseEnd((state) => state.at)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!refusal) return
    root.current?.querySelector('button')?.focus()
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) useCanvas.setState({ refusal: null })
    }
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      useCanvas.setState({ refusal: null })
    }
    window.addEventListener('pointerdown', outside, true)
    window.addEventListener('keydown', leave, true)
    return () => {
      window.removeEventListener('pointerdown', outside, true)
      window.removeEventListener('keydown', leave, true)
    }
  }, [refusal])
  const hovered = linking?.over == null ? undefined : linking.targets.get(linking.over)
  const reason = refusal?.reason ?? (hovered?.ok === false ? hovered.reason : undefined)
  if (!reason) return null
  const at = refusal?.at ?? toScreen(loose)
  const converter = catalogue.get(refusal?.converter ?? '')
  return (
    <div
      ref={root}
      className="pop refusal nokey"
      style={{ left: Math.min(at.left + 12, window.innerWidth - 436), top: Math.min(at.top + 12, window.innerHeight - 96) }}
      data-passive={refusal ? undefined : true}
      role={refusal ? 'alertdialog' : 'status'}
      aria-label={refusal ? text(reason) : undefined}
    >
      <Icon name="octagon-alert" size={14} className="tone-err mt-[3px]" />
      <div className="min-w-0 flex-1">
        <b>{text(reason)}</b>
        {converter && <div className="text-text-2">{t`Insert ${text(converter.title)} between them?`}</div>}
      </div>
      {refusal && converter && <Button size="s" variant="primary" onClick={() => insertConverter(path, refusal)}>{t`Insert`}</Button>}
    </div>
  )
}
