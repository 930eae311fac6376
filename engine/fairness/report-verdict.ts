import type { FairnessMeasure } from '../protocol/artifact.ts'
import type { Text } from '../protocol/text.ts'
import { countText, numberText, shareText } from '../learn/number-text.ts'
import type { GroupRates } from './group-rates.ts'
import { quoted } from './measure-texts.ts'

interface Verdict {
  readonly groups: readonly GroupRates[]
  readonly measures: readonly FairnessMeasure[]
  readonly outcome: string
  /** Whether it is good for a person to get the outcome. */
  readonly favourable: boolean
  readonly smallest: number
}

/** The report's opening: the verdict first, then what it rests on, then what it leaves open. Two to four sentences. */
export function reportVerdict(verdict: Verdict): Text {
  const byId = new Map(verdict.measures.map((measure) => [measure.id, measure]))
  const selection = byId.get('demographic-parity-ratio')!
  const small = verdict.groups.filter((group) => !group.judged)
  const tail = small.length > 0 ? smallText(small.length, verdict.smallest) : null
  if (verdict.groups.length - small.length < 2) {
    return join({ en: 'The groups are too small to be judged.', fr: 'Les groupes sont trop petits pour être jugés.' }, tail)
  }
  const gap = byId.get('demographic-parity-difference')!
  if ((selection.verdict === 'bad' || gap.verdict === 'bad') && selection.worst) {
    return join(selectionText(verdict, selection.worst), baseText(verdict, selection.worst), errorText(byId, true), tail)
  }
  const error = errorText(byId, false)
  if (error) return join(error, evenText(byId), tail)
  return join(calmText(verdict.measures), tail)
}

function selectionText({ outcome, favourable }: Verdict, worst: NonNullable<FairnessMeasure['worst']>): Text {
  const [low, high, name] = [shareText(worst.lowRate), shareText(worst.highRate), quoted(outcome)]
  return favourable
    ? {
        en: `${name.en} is predicted far less often in ${worst.low} than in ${worst.high}: ${low.en} against ${high.en}.`,
        fr: `${name.fr} est prédit bien moins souvent dans ${worst.low} que dans ${worst.high} : ${low.fr} contre ${high.fr}.`,
      }
    : {
        en: `${name.en} is predicted far more often in ${worst.high} than in ${worst.low}: ${high.en} against ${low.en}.`,
        fr: `${name.fr} est prédit bien plus souvent dans ${worst.high} que dans ${worst.low} : ${high.fr} contre ${low.fr}.`,
      }
}

/** Whether the outcome itself differs between the two, which explains a part without excusing it. */
function baseText({ groups, outcome }: Verdict, worst: NonNullable<FairnessMeasure['worst']>): Text | null {
  const rate = (name: string) => groups.find(({ group }) => group === name)?.baseRate.value ?? null
  const [low, high] = [rate(worst.low), rate(worst.high)]
  if (low === null || high === null) return null
  const [a, b, name] = [shareText(low), shareText(high), quoted(outcome)]
  return high - low > 0.02
    ? {
        en: `Part of the gap is in the data: ${name.en} is real for ${a.en} of ${worst.low} and ${b.en} of ${worst.high}.`,
        fr: `Une partie de l’écart est dans les données : ${name.fr} est réel pour ${a.fr} de ${worst.low} et ${b.fr} de ${worst.high}.`,
      }
    : {
        en: `The data do not explain it: ${name.en} is real for ${a.en} of ${worst.low} and ${b.en} of ${worst.high}.`,
        fr: `Les données ne l’expliquent pas : ${name.fr} est réel pour ${a.fr} de ${worst.low} et ${b.fr} de ${worst.high}.`,
      }
}

/** The error gap that breaks its limit most; `also` when the selection gap has been told before. */
function errorText(byId: ReadonlyMap<string, FairnessMeasure>, also: boolean): Text | null {
  const broken = ['equal-opportunity-difference', 'false-positive-difference', 'precision-difference', 'accuracy-difference']
    .map((id) => byId.get(id)!)
    .filter(({ verdict }) => verdict === 'bad')
    .toSorted((a, b) => b.value! - a.value!)[0]
  if (!broken) return also ? { en: 'Errors are spread alike.', fr: 'Les erreurs se répartissent de la même façon.' } : null
  return also
    ? { en: `Errors differ too. ${broken.text.en}`, fr: `Les erreurs diffèrent aussi. ${broken.text.fr}` }
    : {
        en: `The model errs more for some than for others. ${broken.text.en}`,
        fr: `Le modèle se trompe plus pour certains que pour d’autres. ${broken.text.fr}`,
      }
}

function evenText(byId: ReadonlyMap<string, FairnessMeasure>): Text {
  const gap = numberText((byId.get('demographic-parity-difference')!.value ?? 0) * 100, 1)
  return {
    en: `Selection itself differs by ${gap.en} points at most, within its limit.`,
    fr: `La sélection elle-même diffère de ${gap.fr} points au plus, dans sa limite.`,
  }
}

function calmText(measures: readonly FairnessMeasure[]): Text {
  const widest = measures
    .filter(({ kind, value, worst }) => kind === 'difference' && value !== null && worst !== null)
    .toSorted((a, b) => b.value! - a.value!)[0]
  const near = measures.some(({ verdict }) => verdict === 'near')
  const first = near
    ? { en: 'No limit is clearly broken, but some are close.', fr: 'Aucune limite n’est nettement dépassée, mais certaines sont proches.' }
    : { en: 'No group is treated very differently.', fr: 'Aucun groupe n’est traité très différemment.' }
  if (!widest) return first
  const points = numberText(widest.value! * 100, 1)
  return join(first, {
    en: `The widest gap is ${points.en} points. ${widest.text.en}`,
    fr: `Le plus grand écart est de ${points.fr} points. ${widest.text.fr}`,
  })
}

function smallText(count: number, smallest: number): Text {
  const least = countText(smallest)
  return count === 1
    ? { en: `One group has fewer than ${least} rows and is not judged.`, fr: `Un groupe a moins de ${least} lignes et n’est pas jugé.` }
    : {
        en: `${count} groups have fewer than ${least} rows and are not judged.`,
        fr: `${count} groupes ont moins de ${least} lignes et ne sont pas jugés.`,
      }
}

function join(...parts: readonly (Text | null)[]): Text {
  const said = parts.filter((part) => part !== null)
  return { en: said.map(({ en }) => en).join(' '), fr: said.map(({ fr }) => fr).join(' ') }
}
