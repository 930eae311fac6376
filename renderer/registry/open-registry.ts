// Models with a name: their versions, aliases, reviews, cards.
import { useSession } from '../session/store.ts'

/** The named models of the workspace in a tab, one of them in front. */
export function openRegistry(name: string | null): void {
  useSession.getState().openReport({ page: 'registry', name }, { en: 'Models', fr: 'Modèles' })
}
