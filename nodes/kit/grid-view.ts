import { roughText } from '../../engine/learn/number-text.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'

export interface GridCell {
  readonly row: string
  readonly column: string
  /** Stands in the cell. */
  readonly value: number
  /** Colours it: below 0 the one way, above 0 the other. */
  readonly tone: number
}

interface Grid {
  readonly title: Text
  readonly summary: Text
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly cells: readonly GridCell[]
  /** What the rows, the columns and the numbers of the cells are, and what the colour says. */
  readonly words: { readonly row: Text; readonly column: Text; readonly value: Text; readonly tone: Text }
  /** The strongest colour stands for no less than this. */
  readonly leastTone: number
}

const rowHeight = 26
/** Room for the names of the columns and the key of the colours. */
const aroundRows = 84
/** With more columns than these the numbers have no room; pointing at a cell tells them. */
const mostNumbered = 12

/** Numbers in rows and columns, coloured from one side of 0 to the other. */
export function gridView({ title, summary, rows, columns, cells, words, leastTone }: Grid): View {
  const strongest = Math.max(leastTone, ...cells.map(({ tone }) => Math.abs(tone)))
  // The ends of the ramp are left out: on them numbers could not be read.
  const end = strongest * 1.6
  const shown = cells.map((cell) => ({ ...cell, shown: roughText(cell.value) }))
  const numbered = columns.length <= mostNumbered
  return {
    view: 'vega-lite',
    title,
    summary,
    spec: {
      height: rows.length * rowHeight + aroundRows,
      usermeta: { columns: { row: words.row, column: words.column, value: words.value } },
      data: { values: shown },
      encoding: {
        x: {
          field: 'column',
          type: 'nominal',
          sort: [...columns],
          title: words.column,
          axis: { orient: 'top', labelAngle: 0, domain: false, titleAnchor: 'start' },
          scale: { paddingInner: 0.04 },
        },
        y: { field: 'row', type: 'nominal', sort: [...rows], title: null, scale: { paddingInner: 0.08 } },
      },
      layer: [
        {
          mark: { type: 'rect' },
          encoding: {
            color: {
              field: 'tone',
              type: 'quantitative',
              // Through the middle of the ramp, not around it.
              scale: { domain: [-end, 0, end], range: 'diverging', interpolate: 'rgb' },
              legend: {
                orient: 'bottom',
                direction: 'horizontal',
                title: words.tone,
                gradientLength: 160,
                tickCount: 4,
                titleLimit: 400,
                offset: 12,
              },
            },
            tooltip: [
              { field: 'row', type: 'nominal', title: words.row },
              { field: 'column', type: 'nominal', title: words.column },
              { field: 'shown', type: 'nominal', title: words.value },
              { field: 'tone', type: 'quantitative', title: words.tone, format: '+.2f' },
            ],
          },
        },
        ...(numbered ? [{ mark: { type: 'text' }, encoding: { text: { field: 'shown', type: 'nominal' } } }] : []),
      ],
    },
  }
}
