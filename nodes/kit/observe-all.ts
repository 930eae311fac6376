import type { Answers, Observation } from './observation.ts'

/** Several observations as one, told one after the other; each asks under names of its own. */
export function observeAll(parts: readonly Observation[]): Observation {
  const own = (answers: Answers, place: number): Answers =>
    Object.fromEntries(Object.keys(parts[place]?.questions ?? {}).map((name) => [name, answers[`${place} ${name}`]]))
  return {
    questions: Object.fromEntries(
      parts.flatMap(({ questions }, place) => Object.entries(questions).map(([name, question]) => [`${place} ${name}`, question])),
    ),
    enough: (answers) => parts.every((part, place) => part.enough?.(own(answers, place)) ?? true),
    tell(answers) {
      const told = parts.map((part, place) => part.tell(own(answers, place)))
      const venn = told.find((one) => one.venn)?.venn
      return { findings: told.flatMap(({ findings }) => findings), ...(venn && { venn }) }
    },
  }
}
