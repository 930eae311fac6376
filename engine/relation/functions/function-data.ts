import type { FunctionEntry } from './catalogue.ts'
import arithmetic from './data/arithmetic.json' with { type: 'json' }
import comparison from './data/comparison.json' with { type: 'json' }
import logic from './data/logic.json' with { type: 'json' }
import nullness from './data/null.json' with { type: 'json' }
import conditional from './data/conditional.json' with { type: 'json' }
import text from './data/text.json' with { type: 'json' }
import regex from './data/regex.json' with { type: 'json' }
import date from './data/date.json' with { type: 'json' }
import duration from './data/duration.json' with { type: 'json' }
import type from './data/type.json' with { type: 'json' }
import list from './data/list.json' with { type: 'json' }
import json from './data/json.json' with { type: 'json' }
import aggregate from './data/aggregate.json' with { type: 'json' }
import window from './data/window.json' with { type: 'json' }

/** The declarations by category. The compiler cannot narrow JSON to literal types; function-data.test.ts checks the shape instead. */
export const functionData = {
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
} as unknown as Readonly<Record<string, readonly FunctionEntry[]>>
