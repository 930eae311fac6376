import type { z } from 'zod'
import type { NodeDefinition } from '../../nodes/kit/define-node.ts'
import type { NodeProblemData } from '../../nodes/kit/problem.ts'
import { metaOf } from './compare/param-words.ts'
import { misfitWords } from './misfit-words.ts'

/** A node's params as its own schema reads them, with defaults filled in; or what is wrong with each. */
export function parseParams(
  definition: NodeDefinition,
  raw: unknown,
): { readonly ok: true; readonly params: Record<string, unknown> } | { readonly ok: false; readonly problems: readonly NodeProblemData[] } {
  const parsed = definition.params.safeParse(raw)
  if (parsed.success) return { ok: true, params: parsed.data }
  return { ok: false, problems: parsed.error.issues.map((issue) => toProblemData(definition, issue)) }
}

function toProblemData(definition: NodeDefinition, issue: z.core.$ZodIssue): NodeProblemData {
  const param = String(issue.path[0] ?? '')
  const label = metaOf(definition.params.shape[param])?.label ?? { en: param, fr: param }
  const words = misfitWords(issue)
  return {
    code: 'param-invalid',
    ...(param !== '' && { param }),
    text: { en: `“${label.en}” does not fit: ${words.en}.`, fr: `« ${label.fr} » ne convient pas : ${words.fr}.` },
    action: { en: 'Choose another value.', fr: 'Choisissez une autre valeur.' },
  }
}
