import { nearNumberText, numberText, shareText } from '../../engine/learn/number-text.ts'
import { settingImportance, type SettingImportance } from '../../engine/learn/tune/setting-importance.ts'
import { isChoice, toUnit, type Settings, type SettingValue } from '../../engine/learn/tune/space.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { scoreText } from '../kit/deciding-figure.ts'
import { failedViews, type FailedPart } from '../kit/failed-parts.ts'
import { listed } from '../kit/phrases.ts'
import type { NodeProblemData } from '../kit/problem.ts'
import type { TunedStudy } from '../kit/tune-study.ts'
import type { TunedTrial } from '../kit/tune-trials.ts'
import { settingWords, valueText, type TunedSetting } from '../kit/tuned-setting.ts'

export type Reported = Pick<TunedStudy, 'trials' | 'asItStood' | 'best' | 'space' | 'figure'>

/** How much each setting matters by itself, over the trials on all rows. */
export function importanceOf({ trials, space, figure }: Reported): readonly SettingImportance[] {
  const sign = figure.better === 'lower' ? 1 : -1
  const whole = trials.filter(({ share }) => share === 1)
  return settingImportance(
    space,
    whole.map(({ settings, score }) => ({ settings, loss: score === null ? null : sign * score })),
  )
}

/** What was found, what to know of it, the trials as lines over their settings, the score at the right end, and how much each setting matters. */
export function tuneViews(reported: Reported, warnings: readonly NodeProblemData[]): readonly View[] {
  const importance = importanceOf(reported)
  return [
    { view: 'text', lead: true, text: leadText(reported, importance) },
    ...(warnings.length > 0 ? [cautions(warnings)] : []),
    parallelView(reported),
    ...(importance.length > 0 ? [importanceView(reported, importance)] : []),
    ...failedViews({ en: 'Trials that failed', fr: 'Les essais qui ont échoué' }, failedTrials(reported)),
  ]
}

/** The warnings of the node, a line each, for those who read the report alone. */
function cautions(warnings: readonly NodeProblemData[]): View {
  const lines = (language: keyof Text) =>
    warnings.map(({ text, action }) => [text[language], ...(action ? [action[language]] : [])].join(' '))
  return {
    view: 'text',
    title: { en: 'What to know of it', fr: 'Ce qu’il faut en savoir' },
    text: { en: lines('en').join('\n'), fr: lines('fr').join('\n') },
  }
}

function failedTrials({ trials, space }: Reported): readonly FailedPart[] {
  return trials.flatMap(({ problem, settings }, at) => {
    if (!problem) return []
    const name = { en: `trial ${at + 1}`, fr: `essai ${at + 1}` }
    return [{ name, detail: settingsText(settings, space), reason: problem }]
  })
}

/** Settings as they stand in a sentence: those that count. */
export function settingsText(settings: Settings, space: readonly TunedSetting[]): Text {
  const all = space.flatMap((tuned): Text[] => {
    const given = settings[tuned.name]
    if (given === undefined) return []
    const [words, value] = [settingWords(tuned), valueText(given, tuned)]
    return [{ en: `${words.en} ${value.en}`, fr: `${words.fr} ${value.fr}` }]
  })
  return listed(all, 8)
}

function leadText({ trials, asItStood, best, figure, space }: Reported, [first]: readonly SettingImportance[]): Text {
  const score = scoreText(trials[best]?.score ?? Number.NaN, figure.format)
  const done = trials.filter((trial) => trial.score !== null).length
  const own = settingsText(trials[best]?.settings ?? {}, space)
  const stood = trials[asItStood]?.score ?? null
  const before = stood === null ? null : scoreText(stood, figure.format)
  const lead =
    best === asItStood
      ? {
          en: `None of ${trials.length} trials beats the settings as they stand: ${figure.label.en} ${score.en} with ${own.en}.`,
          fr: `Aucun des ${trials.length} essais ne fait mieux que les réglages actuels : ${figure.label.fr} ${score.fr} avec ${own.fr}.`,
        }
      : {
          en: `Trial ${best + 1} of ${trials.length} is the best: ${figure.label.en} ${score.en} with ${own.en}.${before ? ` The settings as they stand give ${before.en}.` : ''}`,
          fr: `L’essai ${best + 1} sur ${trials.length} est le meilleur : ${figure.label.fr} ${score.fr} avec ${own.fr}.${before ? ` Les réglages actuels donnent ${before.fr}.` : ''}`,
        }
  const lost = trials.length - done
  const failed = lost > 0 ? { en: ` ${lost} failed.`, fr: lost === 1 ? ' 1 a échoué.' : ` ${lost} ont échoué.` } : { en: '', fr: '' }
  const share = shareText(first?.share ?? 0, 0)
  const leader = first && first.share > 0 ? space.find(({ name }) => name === first.name) : undefined
  const words = leader && settingWords(leader)
  const matters = words
    ? {
        en: ` ${words.en} matters most: it alone explains ${share.en} of the differences between trials.`,
        fr: ` ${words.fr} compte le plus : à lui seul il explique ${share.fr} des différences entre essais.`,
      }
    : { en: '', fr: '' }
  return { en: `${lead.en}${failed.en}${matters.en}`, fr: `${lead.fr}${failed.fr}${matters.fr}` }
}

/** Where a value stands on its axis, 0 to 1 from the bottom. */
function placeOn(tuned: TunedSetting, value: SettingValue): number {
  if (!isChoice(tuned)) return toUnit(tuned, Number(value))
  return tuned.values.length < 2 ? 0.5 : tuned.values.indexOf(value) / (tuned.values.length - 1)
}

const rounded = (value: number): Text => valueText(Number(value.toPrecision(3)))

/** What stands at the places of an axis. */
function marksOf(tuned: TunedSetting): readonly { readonly place: number; readonly mark: Text }[] {
  if (isChoice(tuned)) return tuned.values.map((value) => ({ place: placeOn(tuned, value), mark: valueText(value, tuned) }))
  return [
    { place: 0, mark: rounded(tuned.from) },
    { place: 1, mark: rounded(tuned.to) },
  ]
}

interface Point {
  readonly trial: number
  readonly axis: Text
  readonly place: number
  readonly value: Text
  readonly score: number
}

/** A line of an axis holds so many letters. */
const lineLetters = 20

/** Breaks a text between words into lines. */
function broken(text: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= lineLetters) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

/** What settings are called in charts: their labels, with the step before the learner; their names where two would be called alike. */
function chartNames(space: readonly TunedSetting[]): readonly Text[] {
  const labels = space.map(({ name, label, step }): Text => {
    if (!label) return { en: name, fr: name }
    return step ? { en: `${label.en} (${step.en})`, fr: `${label.fr} (${step.fr})` } : label
  })
  return labels.map((label, at) => {
    const alike = labels.some((other, place) => place !== at && (other.en === label.en || other.fr === label.fr))
    const name = space[at]?.name ?? ''
    return alike ? { en: name, fr: name } : label
  })
}

function parallelView({ trials, best, space, figure }: Reported): View {
  const ended = trials.flatMap((trial, at) => (trial.score === null ? [] : [{ ...trial, score: trial.score, at }]))
  const scores = ended.map(({ score }) => score)
  const [low, high] = [Math.min(...scores), Math.max(...scores)]
  const axes = new Map(chartNames(space).map(({ en, fr }, at) => [space[at]?.name, { en: broken(en), fr: broken(fr) }]))
  const axisOf = ({ name }: TunedSetting) => axes.get(name) ?? { en: name, fr: name }
  const last = { ...figure.label }
  const scorePlace = (score: number) => (high > low ? (score - low) / (high - low) : 0.5)
  const pointsOf = ({ settings, score, at }: TunedTrial & { score: number; at: number }): Point[] => [
    ...space.flatMap((tuned): Point[] => {
      const value = settings[tuned.name]
      return value === undefined
        ? []
        : [{ trial: at + 1, axis: axisOf(tuned), place: placeOn(tuned, value), value: valueText(value, tuned), score }]
    }),
    { trial: at + 1, axis: last, place: scorePlace(score), value: numberText(score, 4), score },
  ]
  const values = ended.flatMap(pointsOf)
  const marks = [
    ...space.flatMap((tuned) => marksOf(tuned).map((mark) => ({ axis: axisOf(tuned), ...mark }))),
    { axis: last, place: 0, mark: nearNumberText(low) },
    { axis: last, place: 1, mark: nearNumberText(high) },
  ]
  const x = {
    field: 'axis',
    type: 'nominal',
    title: null,
    sort: [...space.map(axisOf), last],
    // A label breaks where its text does.
    axis: { labelAngle: 0, labelExpr: `split(datum.label, '\\n')`, labelLimit: 140 },
    scale: { padding: 0.4 },
  }
  const y = { field: 'place', type: 'quantitative', title: null, axis: null, scale: { domain: [-0.16, 1.14] } }
  const tooltip = ['trial', 'axis', 'value', 'score'].map((field) => ({ field }))
  return {
    view: 'vega-lite',
    title: { en: 'Trials, a line each', fr: 'Les essais, une ligne chacun' },
    summary: {
      en: `Parallel coordinates of ${ended.length} trials over ${space.length} settings and ${figure.label.en}; the best one is the thick line`,
      fr: `Coordonnées parallèles de ${ended.length} essais sur ${space.length} réglages et ${figure.label.fr} ; le meilleur est la ligne épaisse`,
    },
    spec: {
      usermeta: {
        columns: {
          trial: { en: 'Trial', fr: 'Essai' },
          axis: { en: 'Setting', fr: 'Réglage' },
          value: { en: 'Value', fr: 'Valeur' },
          score: last,
        },
      },
      data: { values: values.map(({ axis, value, ...point }) => ({ ...point, axis: { ...axis }, value: { ...value } })) },
      layer: [
        {
          mark: { type: 'line', strokeWidth: 1.25, point: { size: 18 } },
          encoding: {
            x,
            y,
            detail: { field: 'trial' },
            // Not the colours of figures: their pale end is not seen on a dark ground.
            opacity: {
              field: 'score',
              type: 'quantitative',
              legend: null,
              scale: { zero: false, range: figure.better === 'lower' ? [0.9, 0.4] : [0.4, 0.9] },
            },
            tooltip,
          },
        },
        {
          transform: [{ filter: { field: 'trial', equal: best + 1 } }],
          mark: { type: 'line', strokeWidth: 3.5, point: { size: 60 } },
          encoding: { x, y, detail: { field: 'trial' }, tooltip },
        },
        {
          data: { values: marks.filter(({ place }) => place > 0) },
          mark: { type: 'text', baseline: 'bottom', dy: -7, fontSize: 10.5 },
          encoding: { x, y, text: { field: 'mark' } },
        },
        // The lines run above the lowest mark of an axis.
        {
          data: { values: marks.filter(({ place }) => place === 0) },
          mark: { type: 'text', baseline: 'top', dy: 7, fontSize: 10.5 },
          encoding: { x, y, text: { field: 'mark' } },
        },
      ],
    },
  }
}

function importanceView({ space, trials }: Reported, importance: readonly SettingImportance[]): View {
  const texts = chartNames(space)
  const values = importance.map(({ name, share }) => ({
    setting: { ...texts[space.findIndex((tuned) => tuned.name === name)] },
    share: Number(share.toPrecision(3)),
  }))
  return {
    view: 'vega-lite',
    title: { en: 'How much each setting matters', fr: 'Ce que compte chaque réglage' },
    summary: {
      en: `Share of the differences between ${trials.length} trials that each of ${space.length} settings explains by itself (epsilon squared of ranks)`,
      fr: `Part des différences entre ${trials.length} essais que chacun des ${space.length} réglages explique à lui seul (epsilon carré des rangs)`,
    },
    spec: {
      usermeta: {
        columns: {
          setting: { en: 'Setting', fr: 'Réglage' },
          share: { en: 'Share of the differences', fr: 'Part des différences' },
        },
      },
      data: { values },
      mark: { type: 'bar' },
      encoding: {
        y: {
          field: 'setting',
          type: 'nominal',
          sort: null,
          title: null,
          axis: { labelLimit: 320 },
        },
        x: { field: 'share', type: 'quantitative', title: null, axis: { format: '%', tickCount: 5 }, scale: { domain: [0, 1] } },
      },
    },
  }
}
