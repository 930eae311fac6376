import { useLingui } from '@lingui/react/macro'
import type { RunRow } from '../../engine/protocol/experiment-methods.ts'
import { useRuns } from '../runs/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { formatFigure } from '../views/format-figure.ts'
import { useFigureFormats } from '../views/use-fixed.ts'

export interface RunColumn {
  /** As `sort.by` names it. */
  readonly id: string
  readonly label: string
  readonly kind: 'fact' | 'figure' | 'param'
  readonly cell: (row: RunRow) => string
  /** What the pointer is told of a cell. */
  readonly hint?: (row: RunRow) => string | undefined
}

/** Every column that the list of runs can show. */
export function useRunColumns(): readonly RunColumn[] {
  const { t } = useLingui()
  const text = useText()
  const format = useFormat()
  const figureFormats = useFigureFormats()
  const version = useRuns((state) => state.versions.runs)
  const { data } = useAnswer('runColumns', {}, version)
  const some = (value: number | null, write: (value: number) => string) => (value === null ? '' : write(value))
  const facts: RunColumn[] = [
    { id: 'seconds', label: t`Time`, kind: 'fact', cell: (row) => some(row.seconds, format.seconds) },
    { id: 'memory', label: t`Peak memory`, kind: 'fact', cell: (row) => some(row.memoryBytes, format.bytes) },
    { id: 'energy', label: t`Energy`, kind: 'fact', cell: (row) => some(row.wattHours, format.energy) },
    { id: 'size', label: t`Model size`, kind: 'fact', cell: (row) => some(row.modelBytes, format.bytes) },
  ]
  const figures = (data?.figures ?? []).map(({ id, label }): RunColumn => ({
    id: `figure:${id}`,
    label: text(label),
    kind: 'figure',
    cell: ({ figures: all }) => (all[id] ? formatFigure(all[id].value, all[id].format, figureFormats) : ''),
    hint: ({ figures: all }) => {
      const figure = all[id]
      if (!figure) return undefined
      const [from, to] = (figure.interval ?? []).map((value) => formatFigure(value, figure.format, figureFormats))
      return from === undefined || to === undefined ? figure.model : t`${figure.model}: ${from} to ${to}`
    },
  }))
  const params = (data?.params ?? []).map((name): RunColumn => ({
    id: `param:${name}`,
    label: name,
    kind: 'param',
    cell: (row) => row.params[name] ?? '',
    hint: (row) => row.params[name],
  }))
  return [...figures, ...facts, ...params]
}
