import type { ProfileWarning } from '../protocol/profile.ts'
import { kindWarnings } from './kind-warnings.ts'
import { numberWarnings } from './number-warnings.ts'
import { shapeWarnings } from './shape-warnings.ts'
import { tableWarnings } from './table-warnings.ts'
import { targetWarnings } from './target-warnings.ts'
import { textWarnings } from './text-warnings.ts'
import type { ProfileFacts } from './warning.ts'

/** All warnings, the most harmful first: those that would make a model wrong, then those that cost it accuracy, then what to know. */
export function rankWarnings(facts: ProfileFacts): ProfileWarning[] {
  if (facts.rows === 0) return []
  return [
    ...targetWarnings(facts),
    ...tableWarnings(facts),
    ...textWarnings(facts),
    ...kindWarnings(facts),
    ...numberWarnings(facts),
    ...shapeWarnings(facts),
  ]
    .toSorted((a, b) => b.harm - a.harm || b.share - a.share)
    .map(({ harm: _harm, ...warning }) => warning)
}
