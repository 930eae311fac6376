import { useSession } from '../session/store.ts'

/** The list of all runs in a tab. */
export function openRuns(): void {
  useSession.getState().openReport({ page: 'runs' }, { en: 'Runs', fr: 'Exécutions' })
}

/** Two runs or more beside each other in a tab: the first is A, what the others are held against. */
export function openComparison(runs: readonly string[]): void {
  useSession.getState().openReport({ page: 'compare', runs: [...runs] }, { en: 'Compared runs', fr: 'Exécutions comparées' })
}
