import arithmetic from './help/arithmetic.json' with { type: 'json' }
import comparison from './help/comparison.json' with { type: 'json' }
import logic from './help/logic.json' with { type: 'json' }
import nullness from './help/null.json' with { type: 'json' }
import conditional from './help/conditional.json' with { type: 'json' }
import text from './help/text.json' with { type: 'json' }
import regex from './help/regex.json' with { type: 'json' }
import date from './help/date.json' with { type: 'json' }
import duration from './help/duration.json' with { type: 'json' }
import type from './help/type.json' with { type: 'json' }
import list from './help/list.json' with { type: 'json' }
import json from './help/json.json' with { type: 'json' }
import aggregate from './help/aggregate.json' with { type: 'json' }
import window from './help/window.json' with { type: 'json' }

interface HelpText {
  readonly en: string
  readonly fr: string
}

/** One line of help a function, by category and id. */
export const functionHelp: Readonly<Record<string, Readonly<Record<string, HelpText>>>> = {
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
}
