import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { Family } from '../ui/Tile.tsx'

export const families: readonly Family[] = ['data', 'prepare', 'features', 'model', 'evaluate', 'deploy', 'utility']

export interface FamilyGroup {
  readonly family: Family
  readonly entries: readonly CatalogueEntry[]
  /** A large family in parts with a name each, in order; one part without a name for the others. */
  readonly shelves: readonly Shelf[]
}

export interface Shelf {
  readonly name: Text | null
  readonly entries: readonly CatalogueEntry[]
}

/** The nodes by family, in the order of the design; families without nodes are left out. */
export function byFamily(entries: readonly CatalogueEntry[]): readonly FamilyGroup[] {
  return families
    .map((family) => entries.filter((entry) => entry.family === family))
    .flatMap((members): FamilyGroup[] => (members[0] ? [{ family: members[0].family, entries: members, shelves: shelvesOf(members) }] : []))
}

function shelvesOf(entries: readonly CatalogueEntry[]): readonly Shelf[] {
  const places = [...new Set(entries.map(({ shelf }) => shelf?.place ?? Infinity))].toSorted((a, b) => a - b)
  return places.map((place) => {
    const members = entries.filter(({ shelf }) => (shelf?.place ?? Infinity) === place)
    return { name: members[0]?.shelf?.name ?? null, entries: members }
  })
}
