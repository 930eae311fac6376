import { isChoice, type TunedNumber } from '../../engine/learn/tune/space.ts'
import type { OfferedSetting } from '../../engine/protocol/inspection.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { objectionTo } from '../kit/objection.ts'
import type { Observation } from '../kit/observation.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { StudiedModel } from '../kit/study.ts'
import type { Tunable } from '../kit/tunable.ts'
import { rangeText } from '../kit/tuned-setting.ts'

type SweptSetting = Tunable & TunedNumber

/** The numbers that every learner proposes to look for. */
export function sweepSettings([first, ...others]: readonly StudiedModel[]): readonly SweptSetting[] {
  const numbers = (first?.tunable ?? []).filter((item): item is SweptSetting => !isChoice(item))
  return numbers.filter(({ name }) => others.every(({ tunable }) => tunable.some((item) => item.name === name && !isChoice(item))))
}

/** The same as a field offers them. */
export function sweepOffers(models: readonly StudiedModel[]): readonly OfferedSetting[] {
  return sweepSettings(models).map((setting) => ({ name: setting.name, label: setting.label, range: rangeText(setting) }))
}

/** What is swept, as it stands in a sentence: “a setting” while nobody knows. */
export function sweptWords(param: string, models: readonly StudiedModel[]): Text {
  const settings = sweepSettings(models)
  const found = param === '' ? settings[0] : settings.find(({ name }) => name === param)
  if (found) return { en: quoted(found.label.en).en, fr: quoted(found.label.fr).fr }
  return param === '' ? { en: 'a setting', fr: 'un réglage' } : quoted(param)
}

/** The one of that name; the first where none is named. Throws NodeProblem `sweep-param`, with a button for each that could be. */
export function sweptSetting(param: string, models: readonly StudiedModel[]): SweptSetting {
  const settings = sweepSettings(models)
  const found = param === '' ? settings[0] : settings.find(({ name }) => name === param)
  if (found) return found
  const [some] = settings
  throw new NodeProblem({
    code: 'sweep-param',
    param: 'param',
    text: some
      ? {
          en: `Not all learners have a setting “${param}” with a range.`,
          fr: `Tous les apprentissages n’ont pas de réglage « ${param} » avec un intervalle.`,
        }
      : { en: 'The learners share no setting with a range.', fr: 'Les apprentissages n’ont en commun aucun réglage avec un intervalle.' },
    action: some
      ? { en: 'Choose one that all of them have.', fr: 'Choisissez-en un qu’ils ont tous.' }
      : { en: 'Connect learners of one kind.', fr: 'Reliez des apprentissages d’une même sorte.' },
    fixes: settings
      .slice(0, 3)
      .map(({ name, label }) => ({ label: { en: quoted(label.en).en, fr: quoted(label.fr).fr }, params: { param: name } })),
  })
}

/** What a run would object to, told before it. */
export function sweepObservation(param: string, models: readonly StudiedModel[]): Observation {
  const objection = models.length > 0 ? objectionTo(() => sweptSetting(param, models)) : undefined
  return { questions: {}, tell: () => ({ findings: objection ? [objection] : [] }) }
}
