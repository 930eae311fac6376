import type { Command } from '../../../engine/protocol/command.ts'
import type { Document } from '../../../engine/protocol/document.ts'
import type { Parameter, ParameterType, ParameterValue } from '../../../engine/protocol/parameter.ts'
import type { FieldKind } from '../../../nodes/kit/fields.ts'
import type { FormField, Json } from '../form-model.ts'

/** The types of parameters that a kind of field takes; the first is what a new one gets. Kinds that are missing cannot be bound. */
const fitting: Readonly<Partial<Record<FieldKind, readonly ParameterType[]>>> = {
  text: ['text', 'choice', 'date', 'number', 'file'],
  number: ['number'],
  slider: ['number'],
  flag: ['flag'],
  choice: ['choice', 'text'],
  date: ['date'],
  file: ['file', 'text'],
  column: ['column', 'text'],
  columns: ['column', 'text'],
}

export const canBind = (kind: FieldKind) => fitting[kind] !== undefined

/** The names of the pipeline's parameters that a field may be bound to. */
export function fittingParameters(kind: FieldKind, parameters: Document['parameters']): readonly string[] {
  const types = fitting[kind] ?? []
  return Object.entries(parameters).flatMap(([name, { type }]) => (types.includes(type) ? [name] : []))
}

/** The params of a node as they count: those that are bound with the value of their parameter. */
export function paramsWithBound(document: Document, id: string): Readonly<Record<string, Json>> {
  const node = document.nodes[id]
  const bound = Object.entries(node?.bind ?? {}).flatMap(([name, parameter]) => {
    const value = Object.hasOwn(document.parameters, parameter) ? document.parameters[parameter]?.default : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...node?.params, ...Object.fromEntries(bound) }
}

/** A parameter that has the value of a field now. */
export function parameterOf(field: FormField, value: Json): Parameter {
  const [type = 'text'] = fitting[field.meta.kind] ?? []
  if (type === 'choice') return { type, default: String(value), choices: (field.meta.choices ?? []).map((choice) => choice.value) }
  return { type, default: type === 'column' ? columnIn(value) : asValue(value, type) }
}

function columnIn(value: Json): string {
  if (typeof value === 'string') return value
  const names = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['names'] : undefined
  return Array.isArray(names) && typeof names[0] === 'string' ? names[0] : ''
}

function asValue(value: Json, type: ParameterType): ParameterValue {
  if (type === 'number') return typeof value === 'number' ? value : 0
  if (type === 'flag') return value === true
  return typeof value === 'string' ? value : ''
}

/** A name that is free: `share`, `share_2`, ... */
export function freeParameter(wanted: string, parameters: Document['parameters']): string {
  const stem = wanted.replaceAll(/[^\p{L}\p{N}_]/gu, '_').replace(/^(?=\p{N})/u, '_') || 'value'
  let name = stem
  for (let number = 2; Object.hasOwn(parameters, name); number++) name = `${stem}_${number}`
  return name
}

/** Makes a parameter out of a field's value and binds the field to it, in one step. */
export function newBinding(
  node: string,
  field: FormField,
  value: Json,
  parameters: Document['parameters'],
): { name: string; command: Command } {
  const name = freeParameter(field.name, parameters)
  return {
    name,
    command: {
      type: 'batch',
      commands: [
        { type: 'set-parameter', name, parameter: parameterOf(field, value) },
        { type: 'bind-param', id: node, param: field.name, parameter: name },
      ],
    },
  }
}

/** The value that a parameter of another type begins with. */
export function valueAs(type: ParameterType, value: ParameterValue): ParameterValue {
  if (type === 'number') return Number.isFinite(Number(value)) && value !== '' ? Number(value) : 0
  if (type === 'flag') return value === true || value === 'true'
  if (type === 'date') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '2025-01-01'
  return String(value)
}
