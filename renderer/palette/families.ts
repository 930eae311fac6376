import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Family } from '../ui/Tile.tsx'

export const families: readonly Family[] = ['data', 'prepare', 'features', 'model', 'evaluate', 'deploy', 'utility']

export interface FamilyGroup {
  readonly family: Family
  readonly entries: readonly CatalogueEntry[]
}

/** The nodes by family, in the order of the design; families without nodes are left out. */
export function byFamily(entries: readonly CatalogueEntry[]): readonly FamilyGroup[] {
  return families
    .map((family) => ({ family, entries: entries.filter((entry) => entry.family === family) }))
    .filter((group) => group.entries.length > 0)
}
