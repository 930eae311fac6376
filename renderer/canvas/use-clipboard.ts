import { useEffect } from 'react'
import { copyText, pasteText } from './acts/copy.ts'
import { canRemove, removeSelected } from './acts/remove.ts'
import { canvasElement } from './flow.ts'

/** The browser's own copy, cut and paste, when the focus is on the canvas or nowhere and no words are selected. */
export function useClipboard(): void {
  useEffect(() => {
    // Chrome strips everything but plain text from Ctrl+Shift+V and does not say so in the event: the keys are noted when they are pressed.
    let shift = false
    const onKey = (event: KeyboardEvent) => {
      shift = event.shiftKey
    }
    const ours = () => {
      const active = document.activeElement
      const here = active === null || active === document.body || (canvasElement()?.contains(active) ?? false)
      const typing = active instanceof HTMLElement && (active.matches('input, textarea') || active.isContentEditable)
      return here && !typing && (getSelection()?.isCollapsed ?? true)
    }
    const onCopy = (event: ClipboardEvent) => {
      const text = ours() ? copyText() : undefined
      if (text === undefined) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', text)
      if (event.type === 'cut' && canRemove()) removeSelected(false)
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!ours()) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (pasteText(text, { keepInputs: shift })) event.preventDefault()
    }
    window.addEventListener('keydown', onKey, true)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}
