import type { Profile } from '../protocol/profile.ts'
import type { QuickModel } from '../protocol/profile-further.ts'

/** Texts of more different values than this share of the rows are names, not properties. */
const nearlyUnique = 0.5
const fewValues = 50

/** The columns that a quick model learns from, and those it must not or cannot use: what knows the target beforehand, ids, texts that never repeat. */
export function modelColumns(profile: Profile): { readonly used: string[]; readonly leftOut: QuickModel['leftOut'] } {
  const leaks = new Set(profile.warnings.filter(({ code }) => code.startsWith('leak')).flatMap(({ columns }) => columns))
  const used: string[] = []
  const leftOut: QuickModel['leftOut'] = []
  for (const { name, type, role, distinct, missing } of profile.columns) {
    if (name === profile.target?.column) continue
    const present = profile.rows - missing.total
    const why = leaks.has(name)
      ? 'leak'
      : role !== undefined && role !== 'sensitive' && role !== 'time'
        ? 'role'
        : type.startsWith('list')
          ? 'list'
          : distinct.values < 2
            ? 'constant'
            : isName(type, distinct.values, present)
              ? 'unique'
              : null
    if (why) leftOut.push({ column: name, why })
    else used.push(name)
  }
  return { used, leftOut }
}

/** Texts that hardly repeat; whole numbers that differ in every row. */
function isName(type: string, values: number, present: number): boolean {
  if (type === 'text') return values > fewValues && values > nearlyUnique * present
  return type === 'int' && values >= 0.985 * present && present > 20
}
