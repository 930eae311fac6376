import type { Figure } from '../../protocol/artifact.ts'
import type { Text } from '../../protocol/text.ts'

export interface FigureText {
  readonly label: Text
  readonly help: Text
  readonly format: Figure['format']
  readonly better: 'higher' | 'lower'
  /** One of the further figures, which are folded away at first. */
  readonly detail?: true
}
