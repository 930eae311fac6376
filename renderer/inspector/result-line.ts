import type { NodeInspection } from '../../engine/protocol/inspection.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { StepRun } from '../runs/run.ts'
import { formatCount, formatPercent, formatSeconds } from '../session/format.ts'

type Language = keyof Text

const say = (write: (language: Language) => string): Text => ({ en: write('en'), fr: write('fr') })

function rowsText(rows: Readonly<Record<string, number>> | undefined, language: Language): string | null {
  const all = Object.values(rows ?? {})
  // Of many tables the first is the data, the others are reports.
  const counts = all.length > 2 ? all.slice(0, 1) : all
  if (counts.length === 0) return null
  const word =
    language === 'fr'
      ? counts.length === 1 && counts[0] !== undefined && counts[0] < 2
        ? 'ligne'
        : 'lignes'
      : counts.length === 1 && counts[0] === 1
        ? 'row'
        : 'rows'
  return `${counts.map((count) => formatCount(count, language)).join(language === 'fr' ? ' et ' : ' and ')} ${word}`
}

const joined = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(', ')

/** What a node gave, or where it is, in one line: "46 118 rows, 0.9 s, reused". */
export function resultLine(inspection: NodeInspection | undefined, step: StepRun | undefined): Text {
  if (step?.state === 'running')
    return say((language) =>
      joined([
        step.share === null ? (language === 'fr' ? 'en cours' : 'running') : formatPercent(step.share, language, 0),
        step.note?.[language] ?? null,
        step.secondsLeft === null
          ? null
          : language === 'fr'
            ? `encore ${formatSeconds(step.secondsLeft, language)}`
            : `${formatSeconds(step.secondsLeft, language)} left`,
      ]),
    )
  if (step?.state === 'queued') return { en: 'queued', fr: 'en attente' }
  if (inspection && !inspection.configured) return { en: 'not set up', fr: 'non configuré' }
  // The run tells of a step before the inspection has heard of its result.
  const current = step && (step.state === 'done' || step.state === 'reused') && step.fingerprint === inspection?.fingerprint
  const ran = current && step.seconds !== null ? { rows: step.rows, seconds: step.seconds, summary: step.summary } : undefined
  const result = (inspection?.fresh ? inspection.result : undefined) ?? ran
  if (result)
    return say((language) =>
      joined([
        result.summary?.[language] ?? null,
        rowsText(result.rows, language),
        formatSeconds(result.seconds, language),
        step?.state === 'reused' && step.fingerprint === inspection?.fingerprint ? (language === 'fr' ? 'réutilisé' : 'reused') : null,
      ]),
    )
  if (step?.state === 'failed' && (!inspection || inspection.fingerprint === step.fingerprint)) return { en: 'failed', fr: 'en échec' }
  if (inspection?.fresh || current) return { en: 'done', fr: 'terminé' }
  return step && step.state === 'done'
    ? { en: 'changed since it ran', fr: 'modifié depuis l’exécution' }
    : { en: 'not run yet', fr: 'pas encore exécuté' }
}
