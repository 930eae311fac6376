import type { ProfileSeries } from '../protocol/profile-further.ts'
import type { ProfileWarning } from '../protocol/profile.ts'
import type { Text } from '../protocol/text.ts'
import { counted, countText, numberText } from './number-words.ts'
import { named, namesText, remedy } from './warning.ts'

const gapNoun = { en: ['gap', 'gaps'], fr: ['trou', 'trous'] } as const
const units: Readonly<
  Record<ProfileSeries['step']['unit'], { readonly en: readonly [string, string]; readonly fr: readonly [string, string] }>
> = {
  second: { en: ['second', 'seconds'], fr: ['seconde', 'secondes'] },
  minute: { en: ['minute', 'minutes'], fr: ['minute', 'minutes'] },
  hour: { en: ['hour', 'hours'], fr: ['heure', 'heures'] },
  day: { en: ['day', 'days'], fr: ['jour', 'jours'] },
  week: { en: ['week', 'weeks'], fr: ['semaine', 'semaines'] },
  month: { en: ['month', 'months'], fr: ['mois', 'mois'] },
  year: { en: ['year', 'years'], fr: ['an', 'ans'] },
}

/** So many steps in words: 7 days, 3 months. */
export function stepsText({ count, unit }: ProfileSeries['step'], steps: number): Text {
  return counted(steps * count, units[unit])
}

/** What to know of a table that is a series: levels that wander, seasons, gaps. Each with the node that helps. */
export function seriesWarnings(series: ProfileSeries): ProfileWarning[] {
  return [...gapWarning(series), ...wanderWarning(series), ...seasonWarnings(series)]
}

function gapWarning({ gaps, moments, time, step, longestGaps: [longest] }: ProfileSeries): ProfileWarning[] {
  // A step of part of a unit has no name in the node that fills gaps.
  if (gaps === 0 || !longest || !Number.isInteger(step.count)) return []
  return [
    {
      code: 'series-gaps',
      severity: 'notice',
      columns: [time],
      title: { en: `${time} has ${counted(gaps, gapNoun).en}`, fr: `${time} a ${counted(gaps, gapNoun).fr}` },
      text: {
        en: `Usually ${stepsText(step, 1).en} lie between two moments; the longest gap goes from ${longest.from} to ${longest.to}.`,
        fr: `D’ordinaire, ${stepsText(step, 1).fr} séparent deux moments ; le plus long trou va du ${longest.from} au ${longest.to}.`,
      },
      share: gaps / Math.max(1, moments - 1),
      remedy: remedy({ en: 'Add the missing rows', fr: 'Ajouter les lignes manquantes' }, 'series.fill-gaps', {
        at: time,
        count: step.count,
        unit: step.unit,
      }),
    },
  ]
}

/** Lags count rows, which are moments only where no two rows share one; elsewhere the parts of the date say when it is. */
function lagged({ averaged, time }: ProfileSeries, names: readonly string[], lag: number, label: Text): ProfileWarning['remedy'] {
  return averaged
    ? remedy({ en: 'Add the parts of the date', fr: 'Ajouter les parties de la date' }, 'feature.date-parts', {
        columns: named(time),
        keep: true,
      })
    : remedy(label, 'series.lags', { columns: named(...names), lags: String(lag), time })
}

function wanderWarning(series: ProfileSeries): ProfileWarning[] {
  const { columns, moments } = series
  const wander = columns.filter(({ stationary }) => !stationary)
  const [first] = wander
  if (!first?.kpss) return []
  const names = wander.map(({ column }) => column)
  const many = names.length > 1
  const [statistic, p] = [numberText(first.kpss.statistic, 3), numberText(first.kpss.p, 2)]
  const is = first.kpss.p <= 0.01 ? '≤' : '='
  return [
    {
      code: 'non-stationary',
      severity: 'notice',
      columns: names,
      title: {
        en: `${namesText(names).en} ${many ? 'do' : 'does'} not stay around one level`,
        fr: `${namesText(names).fr} ne reste${many ? 'nt' : ''} pas autour d’un niveau`,
      },
      text: {
        en: `KPSS ${statistic.en}, p ${is} ${p.en}, over ${countText(moments)} moments. Means of the past do not hold for later; steps from one moment to the next may.`,
        fr: `KPSS ${statistic.fr}, p ${is} ${p.fr}, sur ${countText(moments)} moments. Les moyennes du passé ne valent pas pour la suite ; les écarts d’un moment à l’autre, peut-être.`,
      },
      share: wander.length / columns.length,
      remedy: lagged(series, names, 1, { en: 'Add the value before', fr: 'Ajouter la valeur d’avant' }),
    },
  ]
}

function seasonWarnings(series: ProfileSeries): ProfileWarning[] {
  const { columns, step } = series
  const seasonal = columns.flatMap(({ column, season }) => (season ? [{ column, ...season }] : []))
  return [...Map.groupBy(seasonal, ({ period }) => period)].map(([period, some]): ProfileWarning => {
    const names = some.map(({ column }) => column)
    const [first] = some
    const after = stepsText(step, period)
    const many = names.length > 1
    return {
      code: 'seasonal',
      severity: 'notice',
      columns: names,
      title: {
        en: `${namesText(names).en} come${many ? '' : 's'} back every ${after.en}`,
        fr: `${namesText(names).fr} se répète${many ? 'nt' : ''} après ${after.fr}`,
      },
      text: {
        en: `Autocorrelation ${numberText(first?.strength ?? 0, 2).en} after ${period} moments. The value of that time is the best first guess.`,
        fr: `Autocorrélation ${numberText(first?.strength ?? 0, 2).fr} après ${period} moments. La valeur d’alors est la meilleure première estimation.`,
      },
      share: names.length / columns.length,
      remedy: lagged(series, names, period, { en: 'Add that value', fr: 'Ajouter cette valeur' }),
    }
  })
}
