import type { Problem } from '../../protocol/problem.ts'

/** A problem as one line for a terminal: where, what, what to do. */
export function problemLine(problem: Problem): string {
  const { node, param, port, wire, row, column } = problem.place
  const place = [
    wire,
    node && [node, param ?? port].filter(Boolean).join('.'),
    column && `column ${column}`,
    row !== undefined && `row ${row}`,
  ]
    .filter(Boolean)
    .join(', ')
  return `${problem.severity}${place ? ` at ${place}` : ''}: ${problem.text.en}${problem.action ? ` ${problem.action.en}` : ''} [${problem.code}]`
}
