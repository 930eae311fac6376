import type { Problem } from '../protocol/problem.ts'
import type { ValueProblem } from '../graph/parameter-values.ts'
import type { Text } from '../protocol/text.ts'

/** Something that was asked for by name is not there. */
export function notThere(code: string, text: Text): Problem {
  return { code, severity: 'error', place: {}, text, action: { en: 'Run the pipeline again.', fr: 'Relancez le pipeline.' } }
}

/** A table that can be seen only after a run. */
export function nothingYet(node: string, port: string): Problem {
  return {
    code: 'known-after-run',
    severity: 'notice',
    place: { node, port },
    text: { en: 'These rows are known after a run.', fr: 'Ces lignes seront connues après une exécution.' },
    action: { en: 'Run to here.', fr: 'Exécutez jusqu’ici.' },
  }
}

/** A value that does not fit a parameter, or a parameter that is not there. */
export function parameterProblem({ parameter, text }: ValueProblem): Problem {
  return {
    code: 'parameter-wrong',
    severity: 'error',
    place: {},
    text: { en: `Parameter “${parameter}”: ${text.en}.`, fr: `Paramètre « ${parameter} » : ${text.fr}.` },
  }
}
