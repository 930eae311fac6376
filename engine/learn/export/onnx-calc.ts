import type { OnnxGraph } from './onnx-graph.ts'
import { scalarTensor } from './onnx-model.ts'

/** A tensor by its name, or a number. */
export type Operand = string | number

/** Arithmetic on tensors of doubles; `is...` give tensors of yes and no. */
export interface OnnxCalc {
  add(a: Operand, b: Operand): string
  subtract(a: Operand, b: Operand): string
  multiply(a: Operand, b: Operand): string
  divide(a: Operand, b: Operand): string
  floor(a: Operand): string
  /** The quotient, rounded down. */
  quotient(a: Operand, b: Operand): string
  /** The rest of a division that is rounded down: never negative. */
  rest(a: Operand, b: Operand): string
  isLess(a: Operand, b: Operand): string
  isEqual(a: Operand, b: Operand): string
  choose(test: string, then: Operand, otherwise: Operand): string
  /** Any operator of doubles. */
  apply(op: string, ...operands: readonly Operand[]): string
}

export function onnxCalc(graph: OnnxGraph): OnnxCalc {
  const named = (operand: Operand) => (typeof operand === 'string' ? operand : graph.constant(scalarTensor('double', operand)))
  const apply = (op: string, ...operands: readonly Operand[]) => graph.node(op, operands.map(named))
  const calc: OnnxCalc = {
    add: (a, b) => apply('Add', a, b),
    subtract: (a, b) => apply('Sub', a, b),
    multiply: (a, b) => apply('Mul', a, b),
    divide: (a, b) => apply('Div', a, b),
    floor: (a) => apply('Floor', a),
    quotient: (a, b) => calc.floor(calc.divide(a, b)),
    rest: (a, b) => calc.subtract(a, calc.multiply(calc.quotient(a, b), b)),
    isLess: (a, b) => apply('Less', a, b),
    isEqual: (a, b) => apply('Equal', a, b),
    choose: (test, then, otherwise) => graph.node('Where', [test, named(then), named(otherwise)]),
    apply,
  }
  return calc
}
