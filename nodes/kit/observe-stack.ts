import { aggregate, project, union } from '../../engine/relation/build.ts'
import { literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { rowsWord, shownCount } from './count-words.ts'
import type { Finding, Observation } from './observation.ts'
import { listed, quoted } from './phrases.ts'

/** What can be said of tables that are to stand one below the other: rows, columns that only some have, names that are almost the same. */
export function observeStack(tables: readonly Relation[], byName: boolean): Observation {
  const counts = tables.map((table, index) =>
    project(aggregate(table, [], [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }]), [
      { name: 'table', expr: literal('int', index) },
      { name: 'rows', expr: { kind: 'column', name: 'rows' } },
    ]),
  )
  return {
    questions: tables.length < 2 ? {} : { rows: { relation: union(counts), of: 'all-rows' } },
    tell: ({ rows }) => ({
      findings: [
        ...(rows ? [size(rows.rows.map((row) => Number(row[1])))] : []),
        ...(byName ? [...almostSame(tables), ...inSome(tables)] : widths(tables)),
      ],
    }),
  }
}

function size(rows: readonly number[]): Finding {
  const all = rowsWord(rows.reduce((sum, count) => sum + count, 0))
  return {
    tone: 'note',
    text: { en: `${rows.length} tables, ${all.en} in all.`, fr: `${rows.length} tableaux, ${all.fr} en tout.` },
  }
}

const tableNumber = (index: number) => ({ en: `table ${index + 1}`, fr: `le tableau ${index + 1}` })

/** Columns that are missing in some tables, the first few by name. */
function inSome(tables: readonly Relation[]): readonly Finding[] {
  const found = new Map<string, number[]>()
  for (const [index, table] of tables.entries()) for (const { name } of table.columns) found.set(name, [...(found.get(name) ?? []), index])
  const partial = [...found].filter(([, places]) => places.length < tables.length)
  if (partial.length === 0 && tables.length > 1)
    return [{ tone: 'good', text: { en: 'All tables have the same columns.', fr: 'Tous les tableaux ont les mêmes colonnes.' } }]
  const shown = partial.slice(0, 4).map(([name, places]): Finding => {
    const [column, where] = [quoted(name), listed(places.map(tableNumber), 4)]
    return { tone: 'note', text: { en: `${column.en} is only in ${where.en}.`, fr: `${column.fr} n’est que dans ${where.fr}.` } }
  })
  const rest = partial.length - shown.length
  return rest === 0
    ? shown
    : [
        ...shown,
        { tone: 'note', text: { en: `${rest} more are not in all tables.`, fr: `${rest} autres ne sont pas dans tous les tableaux.` } },
      ]
}

const bare = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Names of different tables that differ by capitals or signs only: they stay two columns. */
function almostSame(tables: readonly Relation[]): readonly Finding[] {
  const spellings = new Map<string, Set<string>>()
  for (const { columns } of tables)
    for (const { name } of columns) if (bare(name) !== '') spellings.set(bare(name), (spellings.get(bare(name)) ?? new Set()).add(name))
  return [...spellings.values()]
    .filter((names) => names.size > 1)
    .slice(0, 3)
    .map((names): Finding => {
      const what = listed([...names].map(quoted))
      return {
        tone: 'warning',
        text: {
          en: `${what.en} stay different columns: rename one before, or match by position.`,
          fr: `${what.fr} restent des colonnes différentes : renommez l’une d’abord, ou associez par position.`,
        },
      }
    })
}

function widths(tables: readonly Relation[]): readonly Finding[] {
  const counts = [...new Set(tables.map((table) => table.columns.length))]
  if (counts.length < 2) return []
  const what = counts.toSorted((a, b) => a - b).map(shownCount)
  return [
    {
      tone: 'warning',
      text: {
        en: `The tables have different numbers of columns: ${what.join(', ')}.`,
        fr: `Les tableaux n’ont pas le même nombre de colonnes : ${what.join(', ')}.`,
      },
    },
  ]
}
