import type { Problem } from '../../../engine/protocol/problem.ts'

const order: Readonly<Record<Problem['severity'], number>> = { error: 0, warning: 1, notice: 2 }

/** The worst first; equal ones in the order of the nodes given. */
export function orderProblems(problems: readonly Problem[], nodes: readonly string[]): Problem[] {
  const place = new Map(nodes.map((node, i) => [node, i]))
  const at = ({ place: { node } }: Problem) => (node === undefined ? -1 : (place.get(node) ?? nodes.length))
  return problems.toSorted((a, b) => order[a.severity] - order[b.severity] || at(a) - at(b))
}

/** What tells one problem from another. */
export function problemKey({ code, place, text }: Problem): string {
  return [code, place.node, place.param, place.port, place.column, place.row, text.en].join('\n')
}

/** Each problem once: a failed step often says what the inspection said before. */
export function distinctProblems(problems: readonly Problem[]): Problem[] {
  const kept = new Map<string, Problem>()
  // The first one stays: what reading the file says comes with what to do.
  for (const problem of problems) if (!kept.has(problemKey(problem))) kept.set(problemKey(problem), problem)
  return [...kept.values()]
}

/** The problem after (or before) the one that was shown last, as a ring. Problems without a place are passed over. */
export function nextProblem(problems: readonly Problem[], last: string | null, step: 1 | -1 = 1): Problem | undefined {
  const placed = problems.filter(({ place }) => place.node !== undefined)
  const at = placed.findIndex((problem) => problemKey(problem) === last)
  if (at < 0) return step === 1 ? placed[0] : placed.at(-1)
  return placed[(at + step + placed.length) % placed.length]
}
