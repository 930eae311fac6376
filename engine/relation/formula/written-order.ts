import type { ArgumentSpec, FunctionSpec } from '../function-spec.ts'

// In the catalogue the default of SWITCH comes second; as in Excel a formula writes it last, and may leave it out.

/** The declared arguments in the order in which a formula writes them. */
export function writtenArguments(spec: FunctionSpec): readonly ArgumentSpec[] {
  if (spec.id !== 'switch') return spec.args
  const [value, otherwise, ...cases] = spec.args
  return value === undefined || otherwise === undefined ? spec.args : [value, ...cases, otherwise]
}

/** Arguments as written, brought to the order of the catalogue. `none` stands for a default that was left out. */
export function toCatalogueOrder<T>(spec: FunctionSpec, args: readonly T[], none: T): readonly T[] {
  const [value, ...rest] = args
  if (spec.id !== 'switch' || value === undefined || rest.length < 2) return args
  const cases = rest.length % 2 === 0 ? rest : rest.slice(0, -1)
  return [value, rest.length % 2 === 0 ? none : (rest[rest.length - 1] ?? none), ...cases]
}

/** Arguments of a call, brought to the order in which they are written. */
export function toWrittenOrder<T>(spec: FunctionSpec, args: readonly T[]): readonly T[] {
  const [value, otherwise, ...cases] = args
  if (spec.id !== 'switch' || value === undefined || otherwise === undefined) return args
  return [value, ...cases, otherwise]
}
