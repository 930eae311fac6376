import { gridSize } from '../../engine/learn/tune/grid.ts'
import { isChoice, type SettingValue, type TunedNumber } from '../../engine/learn/tune/space.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { listed, quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { NodeSetting } from '../kit/node-settings.ts'
import type { StudiedModel } from '../kit/study.ts'
import type { Tunable } from '../kit/tunable.ts'
import { placeOfSetting, proposalsOf, settingName, settingWords, valueText, type TunedSetting } from '../kit/tuned-setting.ts'

/** What is looked for of one param, as a person lists it. */
export interface ListedRange {
  readonly param: string
  readonly from: number
  readonly to: number
  readonly log: boolean
  /** Values between semicolons, in place of a range. */
  readonly values: string
}

/**
 * The settings that a person listed, else the numbers that the learner proposes. Throws NodeProblem: nothing to look for (`tune-nothing`), no such
 * param (`tune-param`), no range (`tune-range`) or one beyond the param's own (`tune-beyond`), no value of it (`tune-value`), a param that counts
 * only beside another value (`tune-idle`).
 */
export function tunedSpace(ranges: readonly ListedRange[], model: StudiedModel): readonly TunedSetting[] {
  const asked = ranges.length > 0 ? ranges : rangesOf(model, usualSettings(model))
  if (asked.length === 0)
    throw new NodeProblem({
      code: 'tune-nothing',
      param: 'ranges',
      text: {
        en: `${quoted(model.title.en).en} proposes no settings to look for.`,
        fr: `${quoted(model.title.fr).fr} ne propose aucun réglage à chercher.`,
      },
      action: { en: 'List its params with their ranges.', fr: 'Listez ses paramètres avec leurs intervalles.' },
    })
  const names = new Set(asked.map(({ param }) => param))
  const space = asked.map((range) => {
    const setting = tunedSetting(range, model, names)
    refuseBeyond(setting, range, asked)
    return setting
  })
  // What decides whether others count is drawn before them.
  return [...space.filter(({ when }) => !when), ...space.filter(({ when }) => when)]
}

/** The numbers of the learner that count with its params as they stand. */
function usualSettings(model: StudiedModel): readonly string[] {
  return model.tunable.flatMap((tunable) => (isChoice(tunable) || !countsNow(tunable, model.params) ? [] : [tunable.name]))
}

const countsNow = ({ when }: Tunable, params: Readonly<Record<string, unknown>>) =>
  !when || when.in.includes(params[when.name] as SettingValue)

/** Proposed settings of these names as a person would list them. */
export function rangesOf(model: StudiedModel, names: readonly string[]): readonly ListedRange[] {
  return proposalsOf(model).flatMap(({ name, tunable }): ListedRange[] => {
    if (!names.includes(name)) return []
    if (isChoice(tunable)) return [{ param: name, from: 0, to: 1, log: false, values: tunable.values.join('; ') }]
    return [{ param: name, from: tunable.from, to: tunable.to, log: tunable.log, values: '' }]
  })
}

function tunedSetting({ param: name, from, to, log, values }: ListedRange, model: StudiedModel, names: ReadonlySet<string>): TunedSetting {
  const place = placeOfSetting(name, model)
  if (!place) throw noParam(name, model)
  const { node, param, proposed, known, params, step } = place
  const when = proposed?.when && { name: settingName(model, node, proposed.when.name), in: proposed.when.in }
  if (when && !names.has(when.name) && proposed && !countsNow(proposed, params)) throw idle(name, when.name)
  const worded = known ?? proposed
  const words = worded && {
    label: worded.label,
    ...(worded.valueTexts && { valueTexts: worded.valueTexts }),
    ...(step && { step }),
  }
  const own = { name, node, param, ...words, ...(when && names.has(when.name) && { when }) }
  const written = values
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '')
  if (written.length > 0) return { ...own, values: [...new Set(written.map((value) => valueOf(value, own, known)))] }
  if (proposed && isChoice(proposed)) return { ...own, values: proposed.values }
  if (known?.values) return { ...own, values: known.values }
  const isRange = from < to && (!log || from > 0)
  if (!isRange) throw noRange(settingWords({ ...own, values: [] }))
  const integer = known?.integer ?? proposed?.integer ?? (Number.isInteger(from) && Number.isInteger(to))
  const { least, most } = known ?? proposed ?? {}
  return { ...own, from, to, log, integer, ...(least !== undefined && { least }), ...(most !== undefined && { most }) }
}

type Named = Pick<TunedSetting, 'name' | 'label' | 'step' | 'node' | 'param' | 'valueTexts'>

/** A value as its node has it; of a param that is no number, choice or flag a number, yes or no, or a text. Throws NodeProblem `tune-value`. */
function valueOf(text: string, own: Named, known: NodeSetting | undefined): SettingValue {
  if (known?.values) {
    const found = known.values.find((value) => String(value) === text)
    if (found === undefined) throw noValue(text, own, known.values)
    return found
  }
  if (text === 'true' || text === 'false') return text === 'true'
  const number = Number(text.replace(',', '.'))
  if (!known) return Number.isFinite(number) ? number : text
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, integer } = known
  const fits = number >= least && number <= most && (!integer || Number.isInteger(number))
  if (!fits) throw noValue(text, own, [])
  return number
}

function noValue(text: string, own: Named, values: readonly SettingValue[]): NodeProblem {
  const [words, value] = [settingWords({ ...own, values: [] }), quoted(text)]
  const taken = listed(
    values.map((one) => quoted(String(one))),
    8,
  )
  return new NodeProblem({
    code: 'tune-value',
    param: 'ranges',
    text: { en: `${words.en} cannot be ${value.en}.`, fr: `${words.fr} ne peut pas valoir ${value.fr}.` },
    ...(values.length > 0 && { action: { en: `It takes ${taken.en}.`, fr: `Il prend ${taken.fr}.` } }),
  })
}

/** A range does not leave the numbers that its setting takes. Throws NodeProblem `tune-beyond`, with a button that cuts the range. */
function refuseBeyond(setting: TunedSetting, range: ListedRange, all: readonly ListedRange[]): void {
  if (isChoice(setting)) return
  const { from, to, least = from, most = to } = setting
  if (from >= least && to <= most) return
  const cut = { ...range, from: Math.max(from, least), to: Math.min(to, most) }
  const words = settingWords(setting)
  const [end, reached] = from < least ? [valueText(least), valueText(from)] : [valueText(most), valueText(to)]
  throw new NodeProblem({
    code: 'tune-beyond',
    param: 'ranges',
    text:
      from < least
        ? {
            en: `${words.en} begins at ${end.en}; its range begins at ${reached.en}.`,
            fr: `${words.fr} commence à ${end.fr} ; son intervalle commence à ${reached.fr}.`,
          }
        : {
            en: `${words.en} ends at ${end.en}; its range ends at ${reached.en}.`,
            fr: `${words.fr} s’arrête à ${end.fr} ; son intervalle s’arrête à ${reached.fr}.`,
          },
    ...(cut.from < cut.to && {
      fixes: [
        {
          label: {
            en: `Look from ${valueText(cut.from).en} to ${valueText(cut.to).en}`,
            fr: `Chercher de ${valueText(cut.from).fr} à ${valueText(cut.to).fr}`,
          },
          params: { ranges: all.map((other) => (other === range ? cut : other)) },
        },
      ],
    }),
  })
}

/** How many settings a grid goes through. Throws NodeProblem `tune-grid-decimal` and `tune-grid-long`. */
export function gridCount(space: readonly TunedSetting[], trials: number): number {
  const size = gridSize(space)
  if (size === null) {
    const decimal = space.find((tuned): tuned is TunedSetting & TunedNumber => !isChoice(tuned) && !tuned.integer)
    const name = decimal ? settingWords(decimal) : quoted('')
    throw new NodeProblem({
      code: 'tune-grid-decimal',
      param: 'ranges',
      text: {
        en: `${name.en} is a decimal: a grid needs values to go through.`,
        fr: `${name.fr} est un nombre décimal : une grille a besoin de valeurs à parcourir.`,
      },
      action: { en: 'List its values, or look where good trials lie.', fr: 'Listez ses valeurs, ou cherchez là où sont les bons essais.' },
      fixes: [{ label: { en: 'Look where good trials lie', fr: 'Chercher là où sont les bons essais' }, params: { method: 'tpe' } }],
    })
  }
  if (size <= trials) return size
  throw new NodeProblem({
    code: 'tune-grid-long',
    param: 'trials',
    text: {
      en: `The grid has ${size} settings, more than the ${trials} trials asked for.`,
      fr: `La grille compte ${size} réglages, plus que les ${trials} essais demandés.`,
    },
    action: { en: 'Allow more trials, or list fewer values.', fr: 'Autorisez plus d’essais, ou listez moins de valeurs.' },
    ...(size <= 1000 && { fixes: [{ label: { en: `Allow ${size} trials`, fr: `Autoriser ${size} essais` }, params: { trials: size } }] }),
  })
}

function noRange(own: Text): NodeProblem {
  return new NodeProblem({
    code: 'tune-range',
    param: 'ranges',
    text: {
      en: `The range of ${own.en} is none: it rises, and equal factors begin above 0.`,
      fr: `L’intervalle de ${own.fr} n’en est pas un : il monte, et des facteurs égaux partent d’au-dessus de 0.`,
    },
  })
}

function noParam(name: string, model: StudiedModel): NodeProblem {
  const own = quoted(name)
  const offered = listed(
    proposalsOf(model).map(({ tunable }) => ({ en: quoted(tunable.label.en).en, fr: quoted(tunable.label.fr).fr })),
    6,
  )
  return new NodeProblem({
    code: 'tune-param',
    param: 'ranges',
    text: {
      en: `Nothing on the way to ${quoted(model.title.en).en} has a setting ${own.en}.`,
      fr: `Rien sur le chemin de ${quoted(model.title.fr).fr} n’a de réglage ${own.fr}.`,
    },
    ...(offered.en !== '' && { action: { en: `Proposed are ${offered.en}.`, fr: `Sont proposés : ${offered.fr}.` } }),
  })
}

function idle(name: string, parent: string): NodeProblem {
  const [own, other] = [quoted(name), quoted(parent)]
  return new NodeProblem({
    code: 'tune-idle',
    param: 'ranges',
    text: {
      en: `${own.en} does not count with ${other.en} as it stands.`,
      fr: `${own.fr} ne compte pas avec ${other.fr} tel qu’il est.`,
    },
    action: { en: `List ${other.en} too, or take ${own.en} out.`, fr: `Listez aussi ${other.fr}, ou retirez ${own.fr}.` },
  })
}
