import type { Text } from '../../engine/protocol/text.ts'
import type { ComparedRun } from './compared-run.ts'

/** A gap between groups by which runs can be weighed: which measure, between the groups of which columns. */
export interface GapChoice {
  readonly key: string
  readonly label: Text
  readonly by: readonly string[]
}

/** Who gets the outcome, and who of those who should: what a report is asked for first. */
const leading = ['demographic-parity-difference', 'equal-opportunity-difference']

const keyOf = (measure: string, by: readonly string[]) => JSON.stringify([measure, ...by])

/** Reports about the model that speaks for a run: one about another model of the run says nothing of it. */
function reportsOf({ record, evaluation }: ComparedRun) {
  const model = evaluation === null ? null : (record?.evaluations[evaluation]?.model ?? null)
  return model === null ? [] : (record?.fairness ?? []).filter((report) => report.model === model)
}

/** Every gap that some run knows, the two leading measures only, in the order of the reports. Pure. */
export function gapChoices(runs: readonly ComparedRun[]): readonly GapChoice[] {
  const choices = runs
    .flatMap(reportsOf)
    .flatMap(({ by, gaps }) =>
      gaps.flatMap(({ id, label, value }): GapChoice[] =>
        leading.includes(id) && value !== null ? [{ key: keyOf(id, by), label, by }] : [],
      ),
    )
  return [...new Map(choices.map((choice) => [choice.key, choice])).values()]
}

/** The gap of a run by a choice, from 0 to 1; null where its model has no such report. Pure. */
export function gapOf(run: ComparedRun, key: string): number | null {
  for (const { by, gaps } of reportsOf(run)) {
    const found = gaps.find(({ id }) => keyOf(id, by) === key)
    if (found && found.value !== null) return found.value
  }
  return null
}

/** Whether the model of a run was looked at group by group. Pure. */
export function hasGroupReport(run: ComparedRun): boolean {
  return reportsOf(run).length > 0
}
