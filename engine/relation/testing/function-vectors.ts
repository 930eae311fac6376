import arithmetic from '../functions/vectors/arithmetic.json' with { type: 'json' }
import comparison from '../functions/vectors/comparison.json' with { type: 'json' }
import logic from '../functions/vectors/logic.json' with { type: 'json' }
import nullness from '../functions/vectors/null.json' with { type: 'json' }
import conditional from '../functions/vectors/conditional.json' with { type: 'json' }
import text from '../functions/vectors/text.json' with { type: 'json' }
import regex from '../functions/vectors/regex.json' with { type: 'json' }
import date from '../functions/vectors/date.json' with { type: 'json' }
import duration from '../functions/vectors/duration.json' with { type: 'json' }
import type from '../functions/vectors/type.json' with { type: 'json' }
import list from '../functions/vectors/list.json' with { type: 'json' }
import json from '../functions/vectors/json.json' with { type: 'json' }
import aggregate from '../functions/vectors/aggregate.json' with { type: 'json' }
import window from '../functions/vectors/window.json' with { type: 'json' }
import type { Recorded } from './recorded-value.ts'

interface FunctionVectors {
  readonly tolerance: string
  /** The arguments, the expected result last. */
  readonly rows: readonly (readonly Recorded[])[]
}

/** Recorded calls by category and id: computed alike by DuckDB 1.5.5, Spark 4.3.0 and JavaScript. */
export const functionVectors = {
  arithmetic,
  comparison,
  logic,
  null: nullness,
  conditional,
  text,
  regex,
  date,
  duration,
  type,
  list,
  json,
  aggregate,
  window,
} as unknown as Readonly<Record<string, Readonly<Record<string, FunctionVectors>>>>
