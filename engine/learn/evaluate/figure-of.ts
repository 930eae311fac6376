import type { Figure } from '../../protocol/artifact.ts'
import type { Text } from '../../protocol/text.ts'
import { classFigureTexts } from './class-figure-texts.ts'
import type { IntervalMethod, Measured } from './measured.ts'
import { listFigureTexts } from './list-figure-texts.ts'
import { numberFigureTexts } from './number-figure-texts.ts'

/** How an interval was found, in words. */
export const methodTexts: Readonly<Record<IntervalMethod, Text>> = {
  wilson: { en: 'Wilson’s interval of a share', fr: 'intervalle de Wilson d’une part' },
  normal: { en: 'mean and its standard error', fr: 'moyenne et son erreur type' },
  delong: { en: 'DeLong', fr: 'DeLong' },
  logit: { en: 'jackknife, on the logit scale', fr: 'jackknife, sur l’échelle logit' },
  bootstrap: { en: 'bootstrap of the rows', fr: 'bootstrap des lignes' },
  basic: { en: 'bootstrap of the bins, freed of what chance adds', fr: 'bootstrap des groupes de score, sans la part du hasard' },
  order: { en: 'order statistics', fr: 'statistiques d’ordre' },
  fisher: { en: 'Fisher’s transform', fr: 'transformation de Fisher' },
}

/** The figure as the studio shows it, beside that of the best constant answer. The help says why a value or an interval is not there. */
export function figureOf(measured: Measured, baseline: number | null | undefined): Figure {
  const text = classFigureTexts[measured.id] ?? numberFigureTexts[measured.id] ?? listFigureTexts(measured.places)[measured.id]
  if (!text) throw new RangeError(`no text for figure ${measured.id}`)
  const { reason, method } = measured
  return {
    id: measured.id,
    label: text.label,
    value: measured.value,
    ...(measured.interval ? { interval: [measured.interval[0], measured.interval[1]] } : {}),
    baseline: baseline ?? null,
    format: text.format,
    better: text.better,
    help: reason ? { en: `${text.help.en} ${reason.en}`, fr: `${text.help.fr} ${reason.fr}` } : text.help,
    ...(method && { method: methodTexts[method] }),
    ...(text.detail && { detail: true }),
  }
}
