// The door of the formula language: everything else in this folder is behind it.

export { completeFormula } from './complete.ts'
export type { CallHelp, Completion, CompletionOptions } from './complete.ts'
export type { CompletionOption } from './completion-options.ts'
export { formatFormula } from './format.ts'
export type { FormatOptions } from './format.ts'
export { parseFormula } from './parse-formula.ts'
export type { BadFormula, GoodFormula } from './parse-formula.ts'
export { prettyFormula } from './pretty.ts'
export type { PrettyOptions } from './pretty.ts'
export type { FormulaProblem, FormulaProblemCode } from './problem.ts'
export { renameInFormula } from './rename.ts'
export type { Allowed, FormulaOptions, RowsAround } from './scope.ts'
