import { setImmediate } from 'node:timers/promises'
import type { MethodOutput } from '../protocol/methods.ts'
import type { TypedRow } from '../protocol/by-example.ts'
import type { Cell } from '../protocol/table.ts'
import { limit, select } from '../relation/build.ts'
import { formulasByExample } from '../relation/by-example/formulas-by-example.ts'
import { firstRowsOnly } from '../relation/lineage.ts'
import { literalValue } from '../relation/literal-value.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import { toCell } from '../relation/to-cell.ts'
import { isList, type Column, type Value } from '../relation/types.ts'
import { onDisk } from '../run/preview.ts'
import type { Engine } from './create-engine.ts'

interface Request {
  readonly examples: readonly TypedRow[]
  readonly language: 'en' | 'fr'
}

const [mostRows, mostColumns, mostSeconds] = [200, 30, 3]

/** Formulas from typed results over the first rows of a table; the search takes 3 s at most. Without results just the rows. */
export async function byExampleAt(
  engine: Engine,
  relation: Relation,
  { examples, language }: Request,
  signal: AbortSignal,
): Promise<MethodOutput<'formulaByExample'>> {
  const columns = relation.columns.filter(({ type }) => !isList(type)).slice(0, mostColumns)
  const seen = select(
    await onDisk(relation, engine.store),
    columns.map(({ name }) => name),
  )
  const sample = await engine.db.rows(printRelation(limit(firstRowsOnly(seen, 2_000), mostRows)), { signal })
  const started = performance.now()
  let last = started
  const pause = async () => {
    if (performance.now() - last > 20) {
      await setImmediate()
      signal.throwIfAborted()
      last = performance.now()
    }
    return performance.now() - started < mostSeconds * 1000
  }
  const typed = examples.filter(({ row }) => row.length === columns.length)
  const found = await formulasByExample(
    columns,
    typed.map(({ row, result }) => ({ row: row.map((cell, at) => valueOf(cell, columns[at])), result })),
    sample,
    { pause, language },
  )
  return {
    columns: columns.map((column) => ({ ...column })),
    rows: sample.map((row) => row.map((value, at) => toCell(value, columns[at]?.type ?? 'text'))),
    formulas: found.formulas.map(({ formula, type, outputs }) => ({ formula, type, outputs: [...outputs] })),
    ask: found.ask,
  }
}

const valueOf = (cell: Cell, column: Column | undefined): Value => literalValue(column?.type ?? 'text', cell)
