import type { ProfileComparison } from '../protocol/profile-comparison.ts'
import type { Language } from '../protocol/text.ts'
import { countText, percentText } from './number-words.ts'
import { profileWords as words } from './profile-words.ts'

/** Two profiles as plain text for a terminal: what differs most first. */
export function comparisonText({ rows, missingShare, columns }: ProfileComparison, language: Language): string {
  const told = columns.filter(({ change }) => change !== 'same')
  const lines = [
    `${words.rows[language]} ${countText(rows[0])} → ${countText(rows[1])}`,
    `${words.missingCells[language]} ${percentText(missingShare[0])[language]} → ${percentText(missingShare[1])[language]}`,
    '',
    ...told.map(({ name, text }) => `${name}: ${text[language]}`),
    told.length === 0 ? words.nothingDiffers[language] : `${countText(columns.length - told.length)} ${words.alike[language]}`,
  ]
  return `${lines.join('\n')}\n`
}
