import { parseJsonPath } from '../json/json-path.ts'
import { jsonAt, readJson, writeJson } from '../json/read-json.ts'
import type { Json } from '../json/read-json.ts'
import { largestInt, smallestInt } from '../literal-value.ts'
import type { Value } from '../types.ts'
import type { MadeFunction } from './row-function.ts'

/** The value of a part as a cell has it: texts without quotes, what has parts as JSON text, null as missing. */
function cellOf(part: Json): string | null {
  if (part.kind === 'null') return null
  return part.kind === 'object' || part.kind === 'array' ? writeJson(part) : part.text
}

/** Whole numbers beyond 64 bits are no `int` of a column. */
function kindOf(part: Json): string {
  if (part.kind !== 'int') return part.kind
  const value = BigInt(part.text)
  return value >= smallestInt && value <= largestInt ? 'int' : 'float'
}

function reading(answer: (part: Json) => Value): MadeFunction {
  return ({ constants }) => {
    const steps = parseJsonPath(String(constants[1])) ?? []
    return (text: string) => {
      const document = readJson(text)
      const part = document === undefined ? undefined : jsonAt(document, steps)
      return part === undefined ? null : answer(part)
    }
  }
}

export const madeJson: Readonly<Record<string, MadeFunction>> = {
  'json-value': reading(cellOf),
  'json-kind': reading(kindOf),
  'json-keys': reading((part) => (part.kind === 'object' ? part.members.map(([name]) => name) : null)),
  'json-items': reading((part) => (part.kind === 'array' ? part.items.map(cellOf) : null)),
}
