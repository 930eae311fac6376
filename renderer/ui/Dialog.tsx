import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  /** An icon before the title, in the colour of its tone. */
  readonly icon?: { readonly name: string; readonly tone: 'err' | 'warn' | 'accent' }
  readonly width?: number
  readonly actions?: ReactNode
  /** What gets the focus when it is closed, where that is not what had it before. */
  readonly finalFocus?: () => HTMLElement | null
  readonly children: ReactNode
}

/** A question or a small task that has to be answered first. Names the thing, the effect, and whether it can be undone. */
export function Dialog({ open, onClose, title, closeLabel, icon, width = 440, actions, finalFocus, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="scrim" />
        <Base.Popup className="dialog" style={{ width }} {...(finalFocus && { finalFocus })}>
          <header className="dialog-head">
            {icon && <Icon name={icon.name} className={`mt-1 tone-${icon.tone}`} />}
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="btn btn-icon" data-variant="ghost" data-size="s" aria-label={closeLabel}>
              <Icon name="x" size={14} />
            </Base.Close>
          </header>
          <div className="dialog-body">{children}</div>
          {actions && <footer className="dialog-foot">{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
