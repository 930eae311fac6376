// ONNX files: what is in them (the messages of onnx.proto that are written here), and nothing of how they are written.

export type NumberElement = 'double' | 'float' | 'int64' | 'bool'
export type ElementType = NumberElement | 'string'

/** Numbers of every type lie in doubles while they are in memory (whole ones up to 2^53, yes and no as 1 and 0). */
export type OnnxTensor = { readonly dims: readonly number[] } & (
  | { readonly type: NumberElement; readonly values: Float64Array }
  | { readonly type: 'string'; readonly values: readonly string[] }
)

export type OnnxAttribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'tensor'; readonly value: OnnxTensor }

export type OnnxAttributes = Readonly<Record<string, OnnxAttribute>>

export interface OnnxNode {
  readonly op: string
  readonly domain: '' | 'ai.onnx.ml'
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: OnnxAttributes
}

/** An input or output of the whole: a text among the dims names a length that is not known before. */
export interface OnnxValue {
  readonly name: string
  readonly type: ElementType
  readonly dims: readonly (number | string)[]
}

export interface OnnxModel {
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly constants: ReadonlyMap<string, OnnxTensor>
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  /** Texts that readers leave alone. */
  readonly about: ReadonlyMap<string, string>
}

/** The versions of the operators that are written: those of ONNX 1.15, which onnxruntime reads since 1.17. */
export const operatorVersions = { '': 20, 'ai.onnx.ml': 4 } as const
export const formatVersion = 9

/** The numbers of element types in onnx.proto. */
export const elementNumbers: Readonly<Record<ElementType, number>> = { float: 1, int64: 7, string: 8, bool: 9, double: 11 }

export const scalarTensor = (type: NumberElement, value: number): OnnxTensor => ({ type, dims: [], values: Float64Array.of(value) })

/** A list of numbers, or rows of numbers one after the other. */
export function numbersTensor(type: NumberElement, values: ArrayLike<number>, dims: readonly number[] = [values.length]): OnnxTensor {
  return { type, dims, values: Float64Array.from(values) }
}
