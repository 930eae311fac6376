import type { z } from 'zod'
import type { NodeDefinition } from '../../nodes/kit/define-node.ts'
import type { NodeProblemData } from '../../nodes/kit/problem.ts'

/** A node's params as its own schema reads them, with defaults filled in; or what is wrong with each. */
export function parseParams(
  definition: NodeDefinition,
  raw: unknown,
): { readonly ok: true; readonly params: Record<string, unknown> } | { readonly ok: false; readonly problems: readonly NodeProblemData[] } {
  const parsed = definition.params.safeParse(raw)
  if (parsed.success) return { ok: true, params: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(toProblemData) }
}

function toProblemData(issue: z.core.$ZodIssue): NodeProblemData {
  const param = String(issue.path[0] ?? '')
  return {
    code: 'param-invalid',
    ...(param !== '' && { param }),
    text: { en: `“${param}” does not fit: ${issue.message}.`, fr: `« ${param} » ne convient pas : ${issue.message}.` },
    action: { en: 'Choose another value.', fr: 'Choisissez une autre valeur.' },
  }
}
