import { roughText } from '../../engine/learn/number-text.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'

interface Tried {
  /** What was computed for each number of clusters. */
  readonly figure: Text
  /** What is counted: clusters, clouds. */
  readonly counted: Text
  readonly tried: readonly { readonly count: number; readonly value: number }[]
  readonly chosen: number
}

/** A figure by the number of clusters; the one that was taken stands out. */
export function triedView({ figure, counted, tried, chosen }: Tried): View {
  const own = roughText(tried.find(({ count }) => count === chosen)?.value ?? 0)
  const x = {
    field: 'count',
    type: 'quantitative',
    axis: { tickMinStep: 1, format: 'd' },
    scale: { zero: false, nice: false, padding: 20 },
    title: counted,
  }
  const y = { field: 'value', type: 'quantitative', scale: { zero: false }, title: null }
  return {
    view: 'vega-lite',
    title: { en: `Numbers tried: ${figure.en}`, fr: `Nombres essayés : ${figure.fr}` },
    summary: {
      en: `${figure.en} of ${tried.length} numbers of ${counted.en}; ${chosen} were taken, with ${own.en}.`,
      fr: `${figure.fr} pour ${tried.length} nombres de ${counted.fr} ; ${chosen} retenus, avec ${own.fr}.`,
    },
    spec: {
      usermeta: { columns: { count: counted, value: figure } },
      data: { values: [...tried] },
      layer: [
        { mark: { type: 'line', point: { size: 28 } }, encoding: { x, y } },
        {
          transform: [{ filter: `datum.count === ${chosen}` }],
          mark: { type: 'point', size: 140, filled: false, strokeWidth: 2, opacity: 1 },
          encoding: { x, y },
        },
        {
          transform: [{ filter: `datum.count === ${chosen}` }],
          mark: { type: 'text', dy: -14, fontWeight: 500 },
          encoding: { x, y, text: { value: { en: 'taken', fr: 'retenu' } } },
        },
      ],
    },
  }
}
