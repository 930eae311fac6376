import type { ProfiledColumn } from '../protocol/profile.ts'
import { counted, numberText, percentText, rowNoun } from './number-words.ts'
import { sentinels } from './sentinels.ts'
import { named, remedy, type ProfileFacts, type RankedWarning } from './warning.ts'

/** Beyond this skew a column has a long tail. */
const longTail = 3

const outlier = { en: ['outlier', 'outliers'], fr: ['valeur extrême', 'valeurs extrêmes'] } as const

/** Infinities, numbers that stand for missing, outliers and long tails. */
export function numberWarnings(facts: ProfileFacts): RankedWarning[] {
  return facts.columns.flatMap((column) => {
    if (!column.number || column.role === 'id' || column.role === 'target' || column.name === facts.target?.column) return []
    return [...endless(column, facts), ...sentinel(column, facts), ...tail(column, facts)]
  })
}

function endless({ name, number }: ProfiledColumn, { rows }: ProfileFacts): RankedWarning[] {
  const found = (number?.infinite ?? 0) + (number?.nan ?? 0)
  if (found === 0) return []
  return [
    {
      code: 'infinite',
      severity: 'error',
      columns: [name],
      title: {
        en: `${name} is infinite or no number in ${counted(found, rowNoun).en}`,
        fr: `${name} est infinie ou indéfinie dans ${counted(found, rowNoun).fr}`,
      },
      text: {
        en: 'Sums and means of it have no value, and most models refuse it.',
        fr: 'Ses sommes et moyennes n’ont pas de valeur, et la plupart des modèles la refusent.',
      },
      share: found / rows,
      remedy: remedy({ en: 'Make them missing', fr: 'Rendre manquantes' }, 'clean.declare-missing', {
        columns: named(name),
        blank: false,
        texts: '',
        infinite: true,
      }),
      harm: 78,
    },
  ]
}

function sentinel({ name, number, min, max, distinct }: ProfiledColumn, { rows }: ProfileFacts): RankedWarning[] {
  if (!number || distinct.values < 5 || typeof min !== 'number' || typeof max !== 'number') return []
  const low = sentinels.includes(min) && min < 0 && number.negatives === number.atMin
  const high = sentinels.includes(max) && max > 0 && number.outliers.above !== null && max > number.outliers.above
  const found = (low ? number.atMin : high ? number.atMax : 0) ?? 0
  if (found / rows < 0.002 || found < 3) return []
  const value = low ? min : max
  return [
    {
      code: 'sentinel',
      severity: 'warning',
      columns: [name],
      title: {
        en: `${name} says ${numberText(value).en} in ${percentText(found / rows).en} of rows`,
        fr: `${name} vaut ${numberText(value).fr} dans ${percentText(found / rows).fr} des lignes`,
      },
      text: {
        en: `${counted(found, rowNoun).en} at the very ${low ? 'lowest' : 'highest'} value, apart from all others: it may stand for “not known”.`,
        fr: `${counted(found, rowNoun).fr} à la ${low ? 'plus petite' : 'plus grande'} valeur, à l’écart des autres : elle signifie peut-être « inconnu ».`,
      },
      share: found / rows,
      remedy: remedy({ en: 'Declare it missing', fr: 'Déclarer manquante' }, 'clean.declare-missing', {
        columns: named(name),
        blank: false,
        texts: '',
        values: String(value),
      }),
      harm: 55,
    },
  ]
}

function tail({ name, number, max, min, quantiles, distinct }: ProfiledColumn, { rows }: ProfileFacts): RankedWarning[] {
  if (!number || distinct.values < 10) return []
  const far = number.outliers.rows
  const skewed = number.skew !== null && Math.abs(number.skew) > longTail
  if (far === 0 && !skewed) return []
  const share = far / rows
  // The limits come from the quantiles, and so does what lies beyond them.
  const about = quantiles?.exact === false ? '≈ ' : ''
  const { below, above } = number.outliers
  const right = (number.skew ?? 0) >= 0
  const end = right ? max : min
  const limit = right ? above : below
  const middle = typeof quantiles?.p50 === 'number' ? quantiles.p50 : null
  const skew = number.skew === null ? null : numberText(number.skew, 2)
  return [
    {
      code: skewed ? 'long-tail' : 'outliers',
      severity: 'notice',
      columns: [name],
      title: skewed
        ? { en: `${name} has a long tail`, fr: `${name} a une longue queue` }
        : { en: `${name} has ${about}${counted(far, outlier).en}`, fr: `${name} a ${about}${counted(far, outlier).fr}` },
      text: {
        en: `${far > 0 && limit !== null ? `${about}${counted(far, rowNoun).en} (${percentText(share).en}) beyond ${numberText(limit, 3).en}; ` : ''}${skew ? `skew ${skew.en}, ` : ''}${right ? 'largest' : 'smallest'} ${typeof end === 'number' ? numberText(end).en : String(end)}${middle === null ? '' : `, median ${about}${numberText(middle).en}`}.`,
        fr: `${far > 0 && limit !== null ? `${about}${counted(far, rowNoun).fr} (${percentText(share).fr}) au-delà de ${numberText(limit, 3).fr} ; ` : ''}${skew ? `asymétrie ${skew.fr}, ` : ''}${right ? 'plus grande' : 'plus petite'} valeur ${typeof end === 'number' ? numberText(end).fr : String(end)}${middle === null ? '' : `, médiane ${about}${numberText(middle).fr}`}.`,
      },
      share,
      remedy: remedy({ en: 'Cap at 0.5 and 99.5 %', fr: 'Plafonner à 0,5 et 99,5 %' }, 'outlier.treat-outliers', {
        columns: named(name),
        method: 'quantile',
        lower: 0.005,
        upper: 0.995,
        act: 'clip',
      }),
      harm: 15 + Math.min(5, Math.abs(number.skew ?? 0) / 4),
    },
  ]
}
