import type { z } from 'zod'

export type Json = z.infer<ReturnType<typeof z.json>>
export type Scalar = string | number | boolean | null

/** The first row of values inside a request, with the way to it. */
export interface SampleRecord {
  readonly path: readonly (string | number)[]
  readonly values: Readonly<Record<string, Scalar>>
}

function isScalar(value: Json): value is Scalar {
  return value === null || typeof value !== 'object'
}

/**
 * The row of a request body that a form can be made of: the body itself when its values are plain, else the first such row in it
 * (`{"rows": [{...}]}`, `[{...}]`). Null when there is none.
 */
export function sampleRecord(body: Json): SampleRecord | null {
  if (isScalar(body)) return null
  if (Array.isArray(body)) {
    const [first] = body
    const inner = first === undefined ? null : sampleRecord(first)
    return inner && { ...inner, path: [0, ...inner.path] }
  }
  const entries = Object.entries(body)
  if (entries.length > 0 && entries.every(([, value]) => isScalar(value)))
    return { path: [], values: Object.fromEntries(entries) as Record<string, Scalar> }
  for (const [key, value] of entries) {
    const inner = sampleRecord(value)
    if (inner) return { ...inner, path: [key, ...inner.path] }
  }
  return null
}

/** The body with another row at a path. */
export function withRecord(body: Json, path: readonly (string | number)[], values: Readonly<Record<string, Scalar>>): Json {
  const [key, ...rest] = path
  if (key === undefined) return { ...values }
  if (Array.isArray(body)) return body.map((item, i) => (i === key ? withRecord(item, rest, values) : item))
  if (isScalar(body)) return body
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, name === key ? withRecord(value, rest, values) : value]))
}

/** What a person typed for a value, in the kind of the sample's value; an empty field is missing. */
export function typedValue(text: string, sample: Scalar): Scalar {
  if (text.trim() === '') return null
  if (typeof sample === 'number') {
    const number = Number(text.replace(',', '.'))
    return Number.isFinite(number) ? number : text
  }
  if (typeof sample === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}
