import { arithmetic, madeArithmetic } from './arithmetic.ts'
import { madeComparison } from './comparison.ts'
import { lazyConditional } from './conditional.ts'
import { conversion, madeConversion } from './conversion.ts'
import { date } from './date.ts'
import { madeDateText } from './date-text.ts'
import { duration } from './duration.ts'
import { madeJson } from './json.ts'
import { list, madeList } from './list.ts'
import { madeLearnt } from './learnt.ts'
import { lazyLogic, logic } from './logic.ts'
import { lazyNullness, madeNullness, nullness } from './nullness.ts'
import { madeRegex } from './regex.ts'
import type { LazyFunction, MadeFunction, RowFunction } from './row-function.ts'
import { text } from './text.ts'
import { timestamp } from './timestamp.ts'

/** Row-wise functions that need nothing but their arguments, by id. */
export const plainFunctions: Readonly<Record<string, RowFunction>> = {
  ...arithmetic,
  ...logic,
  ...nullness,
  ...text,
  ...date,
  ...timestamp,
  ...duration,
  ...conversion,
  ...list,
}

/** Those made for the types and constants of a call. */
export const madeFunctions: Readonly<Record<string, MadeFunction>> = {
  ...madeArithmetic,
  ...madeComparison,
  ...madeNullness,
  ...madeRegex,
  ...madeDateText,
  ...madeConversion,
  ...madeList,
  ...madeJson,
  ...madeLearnt,
}

/** Those that compute only the arguments they need. */
export const lazyFunctions: Readonly<Record<string, LazyFunction>> = { ...lazyLogic, ...lazyNullness, ...lazyConditional }
