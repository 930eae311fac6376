import { isChoice, type SettingValue } from '../../engine/learn/tune/space.ts'
import type { OfferedSetting } from '../../engine/protocol/inspection.ts'
import type { NodeSetting } from './node-settings.ts'
import type { StudiedModel } from './study.ts'
import type { Tunable, TunableNode } from './tunable.ts'
import { rangeText, settingName } from './tuned-setting.ts'

/** All settings on the way to a model, the learner's first, of each node first those that it proposes, with what a list of ranges holds of each. */
export function offeredSettings(model: StudiedModel): readonly OfferedSetting[] {
  return [model, ...model.before.toReversed()].flatMap((owner): OfferedSetting[] => {
    const proposed = owner.tunable.map((tunable) => offered(owner, tunable, tunable))
    const names = new Set(owner.tunable.map(({ name }) => name))
    const further = owner.settings.filter(({ name }) => !names.has(name)).map((setting) => offered(owner, setting))
    return [...proposed, ...further].map((setting) => ({
      ...setting,
      name: settingName(model, owner.node, setting.name),
      ...(owner !== model && { step: owner.title }),
    }))
  })
}

function offered(owner: TunableNode, { name, label }: Pick<NodeSetting, 'name' | 'label'>, tunable?: Tunable): OfferedSetting {
  if (tunable) return { name, label, range: rangeText(tunable), entry: entryOf(tunable) }
  const setting = owner.settings.find((other) => other.name === name)
  return { name, label, entry: setting?.values ? listOf(setting.values) : aroundNow(owner.params[name], setting) }
}

const listOf = (values: readonly SettingValue[]) => ({ from: 0, to: 1, log: false, values: values.join('; ') })

function entryOf(tunable: Tunable): NonNullable<OfferedSetting['entry']> {
  if (isChoice(tunable)) return listOf(tunable.values)
  return { from: tunable.from, to: tunable.to, log: tunable.log, values: '' }
}

/** From half to twice the number that it is now, within its limits. */
function aroundNow(now: unknown, setting: NodeSetting | undefined): NonNullable<OfferedSetting['entry']> {
  const { integer = false, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = setting ?? {}
  const value = typeof now === 'number' && now > 0 ? now : 0.5
  const within = (end: number) => Math.min(most, Math.max(least, integer ? Math.round(end) : Number(end.toPrecision(3))))
  return { from: within(value / 2), to: within(value * 2), log: false, values: '' }
}
