import type { DataType, Value } from './types.ts'

/** A value as it comes in JSON from outside. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/**
 * A JSON value brought to a logical type; `undefined` when it does not fit. Numbers may come as text of a number; dates as `YYYY-MM-DD`,
 * timestamps as ISO 8601 (a zone is taken to UTC).
 */
export function readValue(json: JsonValue, type: DataType): Value | undefined {
  if (json === null) return null
  switch (type) {
    case 'bool':
      if (typeof json === 'boolean') return json
      return json === 'true' || json === 1 ? true : json === 'false' || json === 0 ? false : undefined
    case 'int': {
      if (typeof json === 'number') return Number.isSafeInteger(json) ? json : undefined
      if (typeof json !== 'string' || !/^\s*[+-]?\d+\s*$/.test(json)) return undefined
      const exact = BigInt(json.trim())
      return exact >= -9007199254740991n && exact <= 9007199254740991n ? Number(exact) : exact
    }
    case 'float': {
      if (typeof json === 'number') return json
      if (typeof json !== 'string' || json.trim() === '') return undefined
      const number = Number(json)
      return Number.isNaN(number) && json !== 'NaN' ? undefined : number
    }
    case 'text':
      return typeof json === 'string' ? json : typeof json === 'number' || typeof json === 'boolean' ? String(json) : undefined
    case 'date': {
      if (typeof json !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(json)) return undefined
      const time = Date.parse(`${json.slice(0, 10)}T00:00:00Z`)
      return Number.isNaN(time) ? undefined : time / 86_400_000
    }
    case 'timestamp': {
      if (typeof json !== 'string') return undefined
      const text = json.replace(' ', 'T')
      const time = Date.parse(/[zZ]|[+-]\d{2}:?\d{2}$/.test(text) ? text : `${text.length === 10 ? `${text}T00:00:00` : text}Z`)
      return Number.isNaN(time) ? undefined : BigInt(time) * 1000n
    }
    default:
      return undefined
  }
}
