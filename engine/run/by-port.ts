import type { Relation } from '../relation/relation.ts'

/** What a body gave, by port: one relation is that of the first. */
export function byPort(given: Relation | Readonly<Record<string, Relation>>, first: string): Readonly<Record<string, Relation>> {
  return 'op' in given && typeof given.op === 'string' ? { [first]: given as Relation } : (given as Readonly<Record<string, Relation>>)
}
