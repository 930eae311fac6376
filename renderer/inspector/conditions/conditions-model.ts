import type { Json } from '../form-model.ts'

export interface Leaf {
  readonly column: string
  readonly is: string
  readonly value?: string | number | boolean | null
  readonly values?: readonly (string | number)[]
}

export interface Group {
  readonly join: 'all' | 'any'
  readonly parts: readonly Part[]
}

/** Nested conditions as the form edits them: leaves compare one column, groups join them. */
export type Part = Leaf | Group

export function isGroup(part: Part): part is Group {
  return 'join' in part
}

function isRecord(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readPart(value: Json): Part | null {
  if (!isRecord(value)) return null
  for (const join of ['all', 'any'] as const) {
    const parts = value[join]
    if (Array.isArray(parts)) return { join, parts: parts.flatMap((part) => readPart(part) ?? []) }
  }
  const { column, is, value: operand, values } = value
  if (typeof column !== 'string') return null
  const scalar = operand === undefined || (typeof operand === 'object' && operand !== null) ? undefined : operand
  return {
    column,
    is: typeof is === 'string' ? is : '',
    ...(scalar !== undefined && { value: scalar }),
    ...(Array.isArray(values) && { values: values.filter((one) => typeof one === 'string' || typeof one === 'number') }),
  }
}

/** Reads conditions out of params; a lone comparison stands in a group of its own. */
export function readConditions(value: Json): Group {
  const part = readPart(value)
  if (!part) return { join: 'all', parts: [] }
  return isGroup(part) ? part : { join: 'all', parts: [part] }
}

export function writeConditions(part: Part): Json {
  if (isGroup(part)) return { [part.join]: part.parts.map(writeConditions) }
  const { column, is, value, values } = part
  return { column, is, ...(value !== undefined && { value }), ...(values && { values: [...values] }) }
}

/** The group with one part replaced, or taken out by null. */
export function withPart(group: Group, at: number, part: Part | null): Group {
  return { ...group, parts: part === null ? group.parts.toSpliced(at, 1) : group.parts.with(at, part) }
}

export interface Operator {
  readonly id: string
  readonly accepts: readonly string[]
  readonly operands: 0 | 1 | 2 | 'list'
}

/** The comparison after its column or operator changed: operands that still fit stay, others go. */
export function fitted(leaf: Leaf, operator: Operator | undefined): Leaf {
  const { column, is } = leaf
  const first = leaf.value ?? leaf.values?.[0]
  if (!operator || operator.operands === 0) return { column, is }
  if (operator.operands === 1) return { column, is, ...(first !== undefined && first !== null && { value: first }) }
  const listed = leaf.values ?? (typeof first === 'string' || typeof first === 'number' ? [first] : [])
  return { column, is, values: operator.operands === 2 ? [listed[0] ?? '', listed[1] ?? ''] : listed }
}

/** What a person typed for a column of this type: a number where it is one, else the text. */
export function typedOperand(text: string, type: string): string | number {
  if (type !== 'int' && type !== 'float') return text
  const plain = text
    .trim()
    .replace(/[\s\u00A0\u202F]/g, '')
    .replace(',', '.')
  const number = Number(plain)
  return plain !== '' && Number.isFinite(number) ? number : text
}
