import { useSession } from '../session/store.ts'

/** The list of all runs in a tab. */
export function openRuns(): void {
  useSession.getState().openReport({ page: 'runs' }, { en: 'Runs', fr: 'Exécutions' })
}

/** Two runs or more beside each other in a tab: the first is A, what the others are held against. */
export function openComparison(runs: readonly string[]): void {
  useSession.getState().openReport({ page: 'compare', runs: [...runs] }, { en: 'Compared runs', fr: 'Exécutions comparées' })
}

/** The same for runs that were chosen in any order: the oldest is A. Ids begin with the time when the run did. */
export function compareByAge(runs: readonly string[]): void {
  openComparison(runs.toSorted())
}
