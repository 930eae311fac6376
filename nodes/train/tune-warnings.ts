import { atEdges, isChoice, type TunedNumber } from '../../engine/learn/tune/space.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { scoreText } from '../kit/deciding-figure.ts'
import type { NodeProblemData } from '../kit/problem.ts'
import type { TunedStudy } from '../kit/tune-study.ts'
import { settingWords, valueText, type TunedSetting } from '../kit/tuned-setting.ts'
import type { ListedRange } from './tuned-space.ts'

/** What a search found, as its warnings and its report need it. */
export type SearchFound = Pick<TunedStudy, 'trials' | 'asItStood' | 'best' | 'space' | 'figure' | 'seeds'>

/** What a person should know of the best settings: that they lie at the end of a range, that chance moves the score as much. */
export const tuneWarnings = (found: SearchFound, ranges: readonly ListedRange[]): readonly NodeProblemData[] => [
  ...edgeWarnings(found, ranges),
  ...chanceWarnings(found),
]

/** The best may lie beyond a range. */
function edgeWarnings({ trials, best, space }: SearchFound, ranges: readonly ListedRange[]): readonly NodeProblemData[] {
  const winner = trials[best]
  if (!winner || trials.length < 3) return []
  return atEdges(space, winner.settings).map(({ param, end }) => {
    const own = Number(winner.settings[param.name])
    const isBeyond = end === 'from' ? own < param.from : own > param.to
    const wider = widened(isBeyond ? { ...param, [end]: own } : param, end)
    const all = space.map((tuned) => (tuned.name === param.name ? { ...tuned, ...wider } : tuned))
    return {
      code: 'tune-at-edge',
      param: 'ranges',
      text: isBeyond ? beyondText(param, end, own) : edgeText(param, end),
      action: { en: 'Widen the range, unless it ends there by nature.', fr: 'Élargissez l’intervalle, sauf s’il s’arrête là par nature.' },
      fixes: [
        {
          label: { en: 'Widen the range', fr: 'Élargir l’intervalle' },
          params: {
            ranges: all.map((tuned) => ({ ...ranges.find((range) => range.param === tuned.name), ...listedAs(tuned) })),
          },
        },
      ],
    }
  })
}

function edgeText(param: TunedSetting & TunedNumber, end: 'from' | 'to'): Text {
  const [name, value] = [settingWords(param), valueText(param[end])]
  return end === 'from'
    ? {
        en: `The best ${name.en} lies at the low end of its range, ${value.en}. A better one may lie below.`,
        fr: `Le meilleur ${name.fr} est au bas de son intervalle, ${value.fr}. Un meilleur est peut-être en dessous.`,
      }
    : {
        en: `The best ${name.en} lies at the high end of its range, ${value.en}. A better one may lie above.`,
        fr: `Le meilleur ${name.fr} est au haut de son intervalle, ${value.fr}. Un meilleur est peut-être au-dessus.`,
      }
}

/** The settings as they stand are tried first, wherever they lie. */
function beyondText(param: TunedSetting & TunedNumber, end: 'from' | 'to', own: number): Text {
  const [name, value, limit] = [settingWords(param), valueText(own), valueText(param[end])]
  return end === 'from'
    ? {
        en: `The best ${name.en}, ${value.en}, lies below its range, which begins at ${limit.en}.`,
        fr: `Le meilleur ${name.fr}, ${value.fr}, est sous son intervalle, qui commence à ${limit.fr}.`,
      }
    : {
        en: `The best ${name.en}, ${value.en}, lies above its range, which ends at ${limit.en}.`,
        fr: `Le meilleur ${name.fr}, ${value.fr}, est au-dessus de son intervalle, qui s’arrête à ${limit.fr}.`,
      }
}

function listedAs(tuned: TunedSetting): ListedRange {
  if (isChoice(tuned)) return { param: tuned.name, from: 0, to: 1, log: false, values: tuned.values.join('; ') }
  const { name, from, to, log } = tuned
  return { param: name, from, to, log, values: '' }
}

function widened({ from, to, log, ...rest }: TunedNumber, end: 'from' | 'to'): TunedNumber {
  const [factor, step] = [Math.sqrt(to / from), (to - from) / 2]
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, integer } = rest
  const round = (value: number) => Math.min(most, Math.max(least, integer ? Math.round(value) : Number(value.toPrecision(3))))
  if (end === 'to') return { ...rest, from, to: round(log ? to * factor : to + step), log }
  return { ...rest, from: round(log ? from / factor : from - step), to, log }
}

/** Another seed moves the score more than tuning has. */
function chanceWarnings({ trials, asItStood, best, figure, seeds }: SearchFound): readonly NodeProblemData[] {
  const [winner, before] = [trials[best]?.score, trials[asItStood]?.score]
  if (seeds.length < 2 || winner === null || winner === undefined || before === null || before === undefined) return []
  const spread = Math.max(...seeds) - Math.min(...seeds)
  const gain = Math.abs(winner - before)
  if (spread <= gain || spread === 0) return []
  const [moves, won] = [scoreText(spread, figure.format), scoreText(gain, figure.format)]
  return [
    {
      code: 'tune-chance',
      param: 'seed',
      text: {
        en: `Another seed moves ${figure.label.en} by ${moves.en}, tuning by ${won.en}: the settings hardly matter here.`,
        fr: `Une autre graine change ${figure.label.fr} de ${moves.fr}, le réglage de ${won.fr} : les réglages ne comptent guère ici.`,
      },
      action: {
        en: 'Take the simpler settings, or judge on more folds.',
        fr: 'Prenez les réglages les plus simples, ou jugez sur plus de plis.',
      },
    },
  ]
}
