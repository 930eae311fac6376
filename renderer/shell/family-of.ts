import type { Family } from '../ui/Tile.tsx'

const families: readonly string[] = ['data', 'prepare', 'features', 'model', 'evaluate', 'deploy', 'utility'] satisfies Family[]

/** The colour family that a text names; utility for one that is not known. */
export function familyOf(name: string): Family {
  return families.includes(name) ? (name as Family) : 'utility'
}
