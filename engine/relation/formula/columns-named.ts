import { tokenize } from './tokens.ts'

/** The columns that a formula names in brackets, each once; of unfinished formulas too. */
export function columnsNamed(text: string): readonly string[] {
  return [...new Set(tokenize(text).tokens.flatMap(({ kind, value, open }) => (kind === 'column' && open !== true ? [value] : [])))]
}
