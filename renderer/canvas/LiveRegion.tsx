import { useText } from '../session/use-text.ts'
import { useAnnouncement } from './announce.ts'

/** Says politely what happened on the canvas, in the language of the studio. */
export function LiveRegion() {
  const text = useText()
  const { text: words, at } = useAnnouncement()
  return (
    <p className="sr-only" role="status" aria-live="polite">
      {/* A no-break space more or less makes a repeated message a new one. */}
      {text(words) + (at % 2 === 0 ? '' : '\u00A0')}
    </p>
  )
}
