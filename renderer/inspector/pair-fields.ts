import type { FormField } from './form-model.ts'

const narrow: ReadonlySet<string> = new Set(['number', 'flag', 'date'])

/** About as many letters as a label of half the width holds in one line; beside a switch there is room for fewer. */
const shortLabel = 22
const shortBeside = 13

function isNarrow({ meta }: FormField): boolean {
  const most = meta.kind === 'flag' ? shortBeside : shortLabel
  return narrow.has(meta.kind) && !meta.help && meta.label.en.length <= most && meta.label.fr.length <= most
}

/** Labels stand above other controls and beside switches: the two would not stand on one line. */
const alike = (a: FormField, b: FormField) => (a.meta.kind === 'flag') === (b.meta.kind === 'flag')

/** Fields in rows: two narrow ones that follow each other share one, so that a form stays short. */
export function pairs(fields: readonly FormField[]): (readonly [FormField, FormField | undefined])[] {
  const rows: (readonly [FormField, FormField | undefined])[] = []
  for (let i = 0; i < fields.length; i += 1) {
    const [first, second] = [fields[i], fields[i + 1]]
    if (!first) break
    if (second && isNarrow(first) && isNarrow(second) && alike(first, second)) {
      rows.push([first, second])
      i += 1
    } else rows.push([first, undefined])
  }
  return rows
}
