import { bracketed } from './name-problems.ts'
import { tokenize } from './tokens.ts'

/**
 * The same formula with columns under their new names; everything else stays as typed. All names change at once, so two columns may swap
 * theirs. Works on unfinished formulas too; a column name without its closing bracket stays.
 */
export function renameInFormula(text: string, renames: ReadonlyMap<string, string>): string {
  let out = ''
  let done = 0
  for (const { kind, value, from, to, open } of tokenize(text).tokens) {
    const renamed = kind === 'column' && open !== true ? renames.get(value) : undefined
    if (renamed === undefined) continue
    out += text.slice(done, from) + bracketed(renamed)
    done = to
  }
  return out + text.slice(done)
}
