// Parts without knowledge of the studio: React, Base UI, the tokens. Pages and panes are put together from these.
import { icons } from './icons.ts'

export interface IconProps {
  /** A name of `icons`; an unknown one is drawn as a box. */
  readonly name: string
  readonly size?: number
  readonly className?: string
}

/** A decorative icon; what it means is said by the label of its button or the text beside it. */
export function Icon({ name, size = 16, className }: IconProps) {
  const Drawn = icons[name] ?? icons['box']
  if (!Drawn) return null
  return <Drawn aria-hidden size={size} strokeWidth={size < 14 ? 1.8 : 1.6} className={`flex-none ${className ?? ''}`} />
}
