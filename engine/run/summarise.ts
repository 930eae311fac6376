import type { Artifact } from '../../nodes/kit/artifacts.ts'
import { countText, nearNumberText, numberText } from '../learn/number-text.ts'
import type { Text } from '../protocol/text.ts'

/** The result of a step in a few words, for the foot of its node. Rows of tables are told apart from this. */
export function summarise(outputs: Readonly<Record<string, Artifact>>): Text | undefined {
  for (const artifact of Object.values(outputs)) {
    if (artifact.kind === 'metrics') {
      const best = artifact.evaluations[0]
      const figure = best?.figures.find((item) => item.id === 'auc' || item.id === 'r2') ?? best?.figures[0]
      if (figure?.value !== null && figure?.value !== undefined) return beside(figure.label, scored(figure.value))
    }
    if (artifact.kind === 'report') {
      const worst = artifact.groups?.[0]?.measures.find((measure) => measure.verdict === 'bad')
      // The figure first: the foot of a node may cut what it is called.
      if (worst?.value !== null && worst?.value !== undefined) return beside(scored(worst.value), worst.label)
    }
    if (artifact.kind === 'endpoint') return { en: `POST /${artifact.endpoint.name}`, fr: `POST /${artifact.endpoint.name}` }
    if (artifact.kind === 'model') {
      const rows = countText(artifact.model.trained.rows)
      return { en: `${rows} rows learned`, fr: `${rows} lignes apprises` }
    }
  }
  return undefined
}

const scored = (value: number): Text => (Math.abs(value) >= 100 ? numberText(value, 1) : nearNumberText(value))
const beside = (first: Text, second: Text): Text => ({ en: `${first.en} ${second.en}`, fr: `${first.fr} ${second.fr}` })
