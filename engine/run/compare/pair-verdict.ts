import { countText, numberText, roughText, shareText } from '../../learn/number-text.ts'
import type { PairReport } from '../../protocol/experiment-comparison.ts'
import type { Text } from '../../protocol/text.ts'

type PairFigure = Pick<PairReport['figures'][number], 'id' | 'label' | 'format' | 'better' | 'a' | 'b' | 'interval' | 'bBetter'>

export interface Verdicted {
  readonly figures: readonly PairFigure[]
  readonly rows: number
  readonly resamples: number
  readonly judgedOn: PairReport['judgedOn']
  /** What the two runs are called. */
  readonly names: readonly [Text, Text]
  /** Seconds of training. */
  readonly seconds: readonly [number, number]
}

const leading = ['auc', 'balanced-accuracy', 'accuracy', 'rmse', 'mae']

/** The figure that the verdict is about: the first of the usual ones. */
export function leadingFigure<F extends Pick<PairFigure, 'id'>>(figures: readonly F[]): F | undefined {
  return leading.flatMap((id) => figures.find((figure) => figure.id === id) ?? [])[0]
}

/** Whether the change is more than chance: its 95 % interval leaves 0 out. Positive: B is better. */
export function sureSign({ interval, better }: Pick<PairFigure, 'interval' | 'better'>): -1 | 0 | 1 {
  if (!interval || (interval[0] <= 0 && interval[1] >= 0)) return 0
  return interval[0] > 0 === (better !== 'lower') ? 1 : -1
}

/** One to three sentences: which run is better, whether that may be chance, and what it costs. */
export function pairVerdict(given: Verdicted): Text {
  const figure = leadingFigure(given.figures)
  if (!figure) return { en: 'Nothing can be compared on these rows.', fr: 'Rien ne se compare sur ces lignes.' }
  const sign = sureSign(figure)
  const [a, b] = given.names
  const [was, is] = [figureText(figure, figure.a), figureText(figure, figure.b)]
  const won = countText(Math.floor(sign < 0 ? given.resamples - figure.bBetter : figure.bBetter))
  const all = countText(given.resamples)
  const rows = countText(given.rows)
  const same = given.judgedOn === 'both'
  const first: Text =
    sign === 0
      ? { en: 'These rows show no sure difference.', fr: 'Ces lignes ne montrent pas de différence sûre.' }
      : sign > 0
        ? { en: `${b.en} is better, and the difference is real.`, fr: `${b.fr} est meilleure, et la différence est réelle.` }
        : { en: `${b.en} is worse, and the difference is real.`, fr: `${b.fr} est moins bonne, et la différence est réelle.` }
  const second: Text = {
    en: `On ${same ? 'the same ' : ''}${rows} rows the ${figure.label.en} of ${b.en} is ${is.en} against ${was.en} of ${a.en}, and it ${sign < 0 ? 'loses' : 'leads'} in ${won} of ${all} resamples.`,
    fr: `Sur ${same ? 'les mêmes ' : ''}${rows} lignes, ${figure.label.fr} de ${lower(b.fr)} : ${is.fr} contre ${was.fr} pour ${lower(a.fr)} ; elle ${sign < 0 ? 'perd' : 'mène'} dans ${won} rééchantillons sur ${all}.`,
  }
  const parts = [first, second, differentRows(given), costText(given.seconds)].flatMap((part) => part ?? [])
  return { en: parts.map(({ en }) => en).join(' '), fr: parts.map(({ fr }) => fr).join(' ') }
}

function differentRows({ judgedOn, names: [a, b] }: Verdicted): Text | null {
  if (judgedOn === 'both') return null
  const [own, other] = judgedOn === 'b' ? [b, a] : [a, b]
  return {
    en: `They were judged on different rows; these are those of ${own.en}, and ${other.en} may have learned from some of them.`,
    fr: `Elles ont été évaluées sur des lignes différentes ; celles-ci sont celles de ${lower(own.fr)}, et ${lower(other.fr)} a pu apprendre de certaines.`,
  }
}

function costText([a, b]: readonly [number, number]): Text | null {
  // Below this, times are noise.
  if (Math.max(a, b) < 0.5 || Math.min(a, b) <= 0) return null
  const factor = Math.max(a, b) / Math.min(a, b)
  if (factor < 1.5) return null
  const times = numberText(factor, factor < 9.5 && factor % 1 > 0.05 ? 1 : 0)
  return b > a
    ? { en: `It takes ${times.en} times as long to train.`, fr: `Son apprentissage dure ${times.fr} fois plus.` }
    : { en: `It trains ${times.en} times as fast.`, fr: `Son apprentissage est ${times.fr} fois plus rapide.` }
}

/** What got worse beyond chance, one sentence each. */
export function worseFigures(figures: readonly PairFigure[], name: Text): PairReport['worse'] {
  const lead = leadingFigure(figures)
  return figures
    .filter((figure) => figure !== lead && sureSign(figure) < 0)
    .map((figure) => {
      const [was, is] = [figureText(figure, figure.a), figureText(figure, figure.b)]
      return {
        figure: figure.id,
        text: {
          en: `${figure.label.en} of ${name.en}: ${is.en} instead of ${was.en}.`,
          fr: `${figure.label.fr} de ${lower(name.fr)} : ${is.fr} au lieu de ${was.fr}.`,
        },
      }
    })
}

function figureText({ format }: Pick<PairFigure, 'format'>, value: number): Text {
  return format === 'percent' ? shareText(value) : Math.abs(value) < 10 ? numberText(value, 3) : roughText(value)
}

/** Within a sentence the article is small: l’exécution 41. A person's own name stays as it is. */
function lower(name: string): string {
  return name.startsWith('L’') ? `l’${name.slice(2)}` : name
}
