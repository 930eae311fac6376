import type { Column } from '../types.ts'

/** Column names made different for an engine that ignores case: `a`, `A` become `a`, `A_2`. */
export function distinctNames(columns: readonly Column[]): string[] {
  const taken = new Set<string>()
  return columns.map(({ name }) => {
    let candidate = name === '' ? 'column' : name
    for (let number = 2; taken.has(candidate.toLowerCase()); number++) candidate = `${name}_${number}`
    taken.add(candidate.toLowerCase())
    return candidate
  })
}
