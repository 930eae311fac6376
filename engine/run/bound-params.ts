import { z } from 'zod'
import type { NodeDefinition } from '../../nodes/kit/define-node.ts'
import type { FieldMeta } from '../../nodes/kit/fields.ts'
import type { NodeProblemData } from '../../nodes/kit/problem.ts'
import { nameParameters, type NamedFormula } from '../graph/name-parameters.ts'
import type { DocumentNode, Params } from '../protocol/document.ts'
import type { Parameter } from '../protocol/parameter.ts'

interface BoundParams {
  readonly params: Params
  readonly problems: readonly NodeProblemData[]
  /** A problem of the values as one of what the person typed: places in a formula are those before its parameters were put in. */
  readonly typed: (problem: NodeProblemData) => NodeProblemData
}

/** A node's params with the values of the pipeline's parameters: in settings that are bound to one, and in formulas that name one. */
export function boundParams(node: DocumentNode, definition: NodeDefinition, parameters: Readonly<Record<string, Parameter>>): BoundParams {
  const params = { ...node.params }
  const problems: NodeProblemData[] = []
  const named = new Map<string, NamedFormula>()
  const shape = definition.params.shape as Readonly<Record<string, z.core.$ZodType>>
  for (const [param, name] of Object.entries(node.bind ?? {})) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (parameter) params[param] = valueFor(parameter, kindOf(shape[param]))
    else problems.push({ ...noParameter(name), param })
  }
  for (const [param, schema] of Object.entries(shape)) {
    const formula = params[param]
    if (kindOf(schema) !== 'formula' || typeof formula !== 'string' || !formula.includes('@')) continue
    const found = nameParameters(formula, parameters)
    named.set(param, found)
    params[param] = found.text
    problems.push(...found.unknown.map(({ name, from, to }) => ({ ...noParameter(name), param, from, to })))
  }
  return {
    params,
    problems,
    typed(problem) {
      const formula = problem.param === undefined ? undefined : named.get(problem.param)
      if (!formula || problem.from === undefined) return problem
      return { ...problem, from: formula.typed(problem.from), ...(problem.to !== undefined && { to: formula.typed(problem.to) }) }
    },
  }
}

function kindOf(schema: z.core.$ZodType | undefined): FieldMeta['kind'] | undefined {
  const meta = schema && (z.globalRegistry.get(schema)?.['x-field'] as FieldMeta | undefined)
  return meta?.kind
}

/** Settings for several columns take one, and those that hold texts take numbers as they are written. */
function valueFor({ default: value }: Parameter, kind: FieldMeta['kind'] | undefined): Params[string] {
  if (kind === 'columns') return { by: 'names', names: [String(value)] }
  if (kind === 'text' && typeof value !== 'string') return String(value)
  return value
}

function noParameter(name: string): NodeProblemData {
  return {
    code: 'parameter-missing',
    text: { en: `The pipeline has no parameter “${name}”.`, fr: `Le pipeline n’a pas de paramètre « ${name} ».` },
    action: {
      en: 'Add it in the settings of the pipeline, or give a value here.',
      fr: 'Ajoutez-le dans les réglages du pipeline, ou donnez ici une valeur.',
    },
  }
}
