import type { LiteralValue } from '../../engine/relation/types.ts'
import { field } from '../kit/fields.ts'

/** The level of the intervals, in per cent. */
export const levelField = () =>
  field.number({
    label: { en: 'Level of the intervals', fr: 'Niveau des intervalles' },
    default: 95,
    min: 50,
    max: 99.9,
    unit: '%',
    group: 'advanced',
  })

/** How p-values are corrected when there are several. */
export const correctionField = () =>
  field.choice({
    label: { en: 'Correct for several tests', fr: 'Corriger pour plusieurs tests' },
    choices: [
      {
        value: 'holm',
        label: { en: 'Holm', fr: 'Holm' },
        help: { en: 'Bounds the chance of one false finding.', fr: 'Borne le risque d’une seule fausse découverte.' },
      },
      {
        value: 'benjamini-hochberg',
        label: { en: 'Benjamini and Hochberg', fr: 'Benjamini et Hochberg' },
        help: { en: 'Bounds the share of false findings.', fr: 'Borne la part de fausses découvertes.' },
      },
      { value: 'bonferroni', label: { en: 'Bonferroni', fr: 'Bonferroni' } },
      { value: 'none', label: { en: 'not', fr: 'non' } },
    ],
    default: 'holm',
  })

/** A number of a result as a literal; what is not finite is missing. */
export const cell = (value: number | null | undefined): LiteralValue =>
  value === null || value === undefined || !Number.isFinite(value) ? null : value
