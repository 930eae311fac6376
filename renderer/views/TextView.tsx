import type { View } from '../../engine/protocol/artifact.ts'
import { useText } from '../session/use-text.ts'

/** Paragraphs. A lead is the verdict of a report. */
export function TextView({ view }: { readonly view: Extract<View, { view: 'text' }> }) {
  const text = useText()
  return text(view.text)
    .split(/\n\s*\n/)
    .map((paragraph, i) => (
      <p key={i} className={view.lead ? 'lead' : 'max-w-[76ch] mb-2 whitespace-pre-line last:mb-0'}>
        {paragraph}
      </p>
    ))
}
