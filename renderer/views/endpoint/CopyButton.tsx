import { useLingui } from '@lingui/react/macro'
import { IconButton } from '../../ui/IconButton.tsx'
import { toast } from '../../ui/toasts.ts'

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useLingui()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      toast(t`Copied.`, { icon: 'check', tone: 'ok' })
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      toast(t`The clipboard is not allowed here.`, { icon: 'triangle-alert', tone: 'warn' })
    }
  }
  return <IconButton icon="copy" size="s" label={label} onClick={() => void copy()} />
}
