import { gridSize } from '../../engine/learn/tune/grid.ts'
import { isChoice, type SettingValue, type TunedNumber } from '../../engine/learn/tune/space.ts'
import { listed, quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { StudiedModel } from '../kit/study.ts'
import type { Tunable } from '../kit/tunable.ts'
import { placeOfSetting, proposalsOf, settingName, type TunedSetting } from '../kit/tuned-setting.ts'

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
 * param (`tune-param`), no range (`tune-range`), a param that counts only beside another value (`tune-idle`).
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
  const space = asked.map((range) => tunedSetting(range, model, names))
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
  const { node, param, proposed, params, step } = place
  const when = proposed?.when && { name: settingName(model, node, proposed.when.name), in: proposed.when.in }
  if (when && !names.has(when.name) && proposed && !countsNow(proposed, params)) throw idle(name, when.name)
  const words = proposed && {
    label: proposed.label,
    ...(proposed.valueTexts && { valueTexts: proposed.valueTexts }),
    ...(step && { step }),
  }
  const own = { name, node, param, ...words, ...(when && names.has(when.name) && { when }) }
  const written = values
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '')
  if (written.length > 0) return { ...own, values: [...new Set(written.map((value) => valueOf(value, proposed)))] }
  if (proposed && isChoice(proposed)) return { ...own, values: proposed.values }
  const isRange = from < to && (!log || from > 0)
  if (!isRange) throw noRange(name)
  const integer = proposed?.integer ?? (Number.isInteger(from) && Number.isInteger(to))
  const { least, most } = proposed ?? {}
  return { ...own, from, to, log, integer, ...(least !== undefined && { least }), ...(most !== undefined && { most }) }
}

/** A value as the node that proposes it has it; else a number, yes or no, or a text. */
function valueOf(text: string, proposed: Tunable | undefined): SettingValue {
  const known = proposed && isChoice(proposed) ? proposed.values.find((value) => String(value) === text) : undefined
  if (known !== undefined) return known
  if (text === 'true' || text === 'false') return text === 'true'
  const number = Number(text.replace(',', '.'))
  return Number.isFinite(number) ? number : text
}

/** How many settings a grid goes through. Throws NodeProblem `tune-grid-decimal` and `tune-grid-long`. */
export function gridCount(space: readonly TunedSetting[], trials: number): number {
  const size = gridSize(space)
  if (size === null) {
    const decimal = space.find((tuned): tuned is TunedSetting & TunedNumber => !isChoice(tuned) && !tuned.integer)
    const name = quoted(decimal?.name ?? '')
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

function noRange(name: string): NodeProblem {
  const own = quoted(name)
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
    proposalsOf(model).map(({ name: other }) => quoted(other)),
    6,
  )
  return new NodeProblem({
    code: 'tune-param',
    param: 'ranges',
    text: {
      en: `Nothing on the way to ${quoted(model.title.en).en} has a param ${own.en}.`,
      fr: `Rien sur le chemin de ${quoted(model.title.fr).fr} n’a de paramètre ${own.fr}.`,
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
