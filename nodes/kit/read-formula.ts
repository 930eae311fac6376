import { parseFormula, type FormulaOptions, type GoodFormula } from '../../engine/relation/formula/formula.ts'
import { NodeProblem } from './problem.ts'

/** The expression that a formula means. Throws a NodeProblem at the place in the text of `param` where the first thing is wrong. */
export function readFormula(text: string, options: FormulaOptions & { readonly param: string }): GoodFormula {
  const read = parseFormula(text, options)
  if (read.ok) return read
  const [problem] = read.problems
  if (!problem) throw new Error('a formula that is not good has a problem')
  const { code, from, to } = problem
  throw new NodeProblem({
    code: code === 'empty' ? 'nothing-chosen' : `formula-${code}`,
    param: options.param,
    from,
    to,
    text: problem.text,
  })
}
