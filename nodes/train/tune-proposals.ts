import { gridSize } from '../../engine/learn/tune/grid.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { objectionTo } from '../kit/objection.ts'
import type { Finding, Observation } from '../kit/observation.ts'
import { listed, quoted } from '../kit/phrases.ts'
import type { StudiedModel } from '../kit/study.ts'
import type { Tunable } from '../kit/tunable.ts'
import { rangeText, settingName, settingWords, type TunedSetting } from '../kit/tuned-setting.ts'
import { rangesOf, tunedSpace, type ListedRange } from './tuned-space.ts'

/** What is looked for, and what else could be, node by node from the learner up: a click lists it. */
export function tuneProposals(ranges: readonly ListedRange[], model: StudiedModel | undefined): Observation {
  return { questions: {}, tell: () => ({ findings: model ? findings(ranges, model) : [] }) }
}

function findings(ranges: readonly ListedRange[], model: StudiedModel): readonly Finding[] {
  const objection = objectionTo(() => tunedSpace(ranges, model))
  if (objection) return [objection]
  const space = tunedSpace(ranges, model)
  const taken = new Set(space.map(({ name }) => name))
  const now = ranges.length > 0 ? ranges : rangesOf(model, [...taken])
  const size = gridSize(space)
  const counted = size === null ? { en: '', fr: '' } : { en: ` A grid of ${size}.`, fr: ` Une grille de ${size}.` }
  const looked = listed(space.map(settingText), 12)
  const own: Finding[] =
    space.length === 0
      ? []
      : [
          {
            tone: 'good',
            text: { en: `Looked for: ${looked.en}.${counted.en}`, fr: `On cherche : ${looked.fr}.${counted.fr}` },
            ...(ranges.length === 0 && {
              fix: { label: { en: 'List them, to change them', fr: 'Les lister, pour les modifier' }, params: { ranges: now } },
            }),
          },
        ]
  const steps = [model, ...model.before.toReversed()]
  return [
    ...own,
    ...steps.flatMap(({ node, title, tunable }): Finding[] => {
      const further = tunable.filter((item) => !taken.has(settingName(model, node, item.name)))
      if (further.length === 0) return []
      const words = listed(further.map(proposedText), 6)
      const names = further.map((item) => settingName(model, node, item.name))
      return [
        {
          tone: 'note',
          text: {
            en: `${quoted(title.en).en} proposes ${words.en}.`,
            fr: `${quoted(title.fr).fr} propose ${words.fr}.`,
          },
          fix: {
            label:
              further.length === 1
                ? { en: 'Look for it too', fr: 'Le chercher aussi' }
                : { en: 'Look for them too', fr: 'Les chercher aussi' },
            params: { ranges: [...now, ...rangesOf(model, names)] },
          },
        },
      ]
    }),
  ]
}

const settingText = (tuned: TunedSetting): Text => {
  const [words, range] = [settingWords(tuned), rangeText(tuned)]
  return { en: `${words.en} (${range.en})`, fr: `${words.fr} (${range.fr})` }
}

const proposedText = (tuned: Tunable): Text => {
  const range = rangeText(tuned)
  return { en: `${quoted(tuned.label.en).en} (${range.en})`, fr: `${quoted(tuned.label.fr).fr} (${range.fr})` }
}
