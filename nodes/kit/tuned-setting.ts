import { isChoice, type Settings, type SettingValue, type Tuned } from '../../engine/learn/tune/space.ts'
import type { Params } from '../../engine/protocol/document.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { listed, quoted } from './phrases.ts'
import type { StudiedModel } from './study.ts'
import type { Tunable, ValueTexts } from './tunable.ts'

/** A setting that is looked for: called by its param, one of a step before the learner by `NODE.param`. */
export type TunedSetting = Tuned &
  ValueTexts & {
    readonly node: string
    readonly param: string
    /** What its field is called, where its node proposes it. */
    readonly label?: Text
    /** The title of its node, of a step before the learner. */
    readonly step?: Text
  }

/** Where a setting of that name stands; undefined where the way to the model has none. */
export function placeOfSetting(name: string, model: StudiedModel) {
  const dot = name.lastIndexOf('.')
  const before = model.before.find(({ node }) => dot > 0 && node === name.slice(0, dot))
  const param = before ? name.slice(dot + 1) : name
  const { node, params, tunable, settings } = before ?? model
  return Object.hasOwn(params, param)
    ? {
        node,
        param,
        params,
        proposed: tunable.find((item) => item.name === param),
        known: settings.find((item) => item.name === param),
        step: before?.title,
      }
    : undefined
}

/** How a setting of a node is called in a search. */
export const settingName = (model: StudiedModel, node: string, param: string): string => (node === model.node ? param : `${node}.${param}`)

/** A setting as it stands in a sentence: by its label, with the step before the learner that it belongs to; by its name where it has no label. */
export function settingWords({ name, label, step }: TunedSetting): Text {
  if (!label) return quoted(name)
  const [en, fr] = [quoted(label.en).en, quoted(label.fr).fr]
  return step ? { en: `${en} of ${quoted(step.en).en}`, fr: `${fr} de ${quoted(step.fr).fr}` } : { en, fr }
}

/** Settings as params, by node. */
export function paramsOfSettings(space: readonly TunedSetting[], settings: Settings): Readonly<Record<string, Params>> {
  const byNode: Record<string, Record<string, SettingValue>> = {}
  for (const { name, node, param } of space) {
    const value = settings[name]
    if (value !== undefined) (byNode[node] ??= {})[param] = value
  }
  return byNode
}

/** A value as it stands in a sentence: by what its field calls it, where it is a choice. */
export function valueText(value: SettingValue, { valueTexts }: ValueTexts = {}): Text {
  const known = valueTexts?.[String(value)]
  if (known) return known
  return typeof value === 'number' ? { en: String(value), fr: String(value).replace('.', ',') } : { en: String(value), fr: String(value) }
}

/** What a setting is tried between, or among. */
export function rangeText(tuned: Tuned & ValueTexts): Text {
  if (isChoice(tuned))
    return listed(
      tuned.values.map((value) => valueText(value, tuned)),
      6,
      { en: 'or', fr: 'ou' },
    )
  const [from, to] = [valueText(tuned.from), valueText(tuned.to)]
  return { en: `${from.en} to ${to.en}`, fr: `de ${from.fr} à ${to.fr}` }
}

/** All that a way to a model proposes: of its learner first, then of the nodes before it. */
export function proposalsOf(model: StudiedModel): readonly { readonly name: string; readonly node: string; readonly tunable: Tunable }[] {
  return [model, ...model.before].flatMap(({ node, tunable }) =>
    tunable.map((item) => ({ name: settingName(model, node, item.name), node, tunable: item })),
  )
}
