import { useLingui } from '@lingui/react/macro'
import type { ColumnAct } from '../../../engine/protocol/lineage.ts'
import { useLineage } from './lineage-state.ts'

const most = 3

/** Under a node on the way of a column: what the column is called there and what becomes of it. */
export function NodeLineage({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const passed = useLineage((state) => state.found?.nodes[id])
  if (!passed) return null
  const { columns, acts, begins } = passed
  const words = (act: ColumnAct, column: string): string => {
    switch (act) {
      case 'renamed':
        return t`was ${column}`
      case 'formula':
        return t`from ${column}`
      case 'filter':
        return t`${column} filters`
      case 'key':
        return t`${column} is a key`
      case 'order':
        return t`${column} orders`
      case 'learned':
        return t`learns from ${column}`
      case 'dropped':
        return t`${column} is dropped here`
    }
  }
  const learned = acts.filter(({ act }) => act === 'learned').length
  const said = [
    ...(begins ? [t`begins here`] : []),
    ...acts.filter(({ act }) => act !== 'learned' || learned <= most).map(({ act, column }) => words(act, column)),
    ...(learned > most ? [t`learns from all chosen columns`] : []),
  ]
  const names = columns.length > most ? [...columns.slice(0, most), `+ ${columns.length - most}`] : columns
  return (
    <div className="node-lineage" data-dropped={acts.some(({ act }) => act === 'dropped') || undefined}>
      {names.length > 0 && <strong>{names.join(', ')}</strong>}
      {said.length > 0 && <span title={said.join('\n')}>{said.join(' · ')}</span>}
    </div>
  )
}
