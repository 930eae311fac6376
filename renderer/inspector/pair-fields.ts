import type { FormField } from './form-model.ts'

const narrow: ReadonlySet<string> = new Set(['number', 'flag', 'date'])

/** About as many letters as a label of half the width holds in one line. */
const shortLabel = 22

function isNarrow({ meta }: FormField): boolean {
  return narrow.has(meta.kind) && !meta.help && meta.label.en.length <= shortLabel && meta.label.fr.length <= shortLabel
}

/** Fields in rows: two narrow ones that follow each other share one, so that a form stays short. */
export function pairs(fields: readonly FormField[]): (readonly [FormField, FormField | undefined])[] {
  const rows: (readonly [FormField, FormField | undefined])[] = []
  for (let i = 0; i < fields.length; i += 1) {
    const [first, second] = [fields[i], fields[i + 1]]
    if (!first) break
    if (second && isNarrow(first) && isNarrow(second)) {
      rows.push([first, second])
      i += 1
    } else rows.push([first, undefined])
  }
  return rows
}
