import { Combobox } from '@base-ui/react/combobox'
import { useLingui } from '@lingui/react/macro'
import { useAnswer } from '../../session/use-answer.ts'
import { useText } from '../../session/use-text.ts'
import { Icon } from '../../ui/Icon.tsx'
import { fitsQuery } from '../columns/fits-query.ts'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'

/** A table of the database that the node names, found by typing. The list comes from the server each time that another database is chosen. */
export function DatabaseTableField({ field, value, onChange, ids, label }: FieldProps) {
  const { t } = useLingui()
  const text = useText()
  const { document, node, path, readOnly } = useForm()
  const named = (param: string | undefined) => {
    const given = param === undefined ? undefined : document.nodes[node]?.params[param]
    return typeof given === 'string' ? given : ''
  }
  const { database } = field.meta
  const file = named(database?.chosenBy) === 'file'
  const place = named(file ? database?.file : database?.connection)
  const asked = place === '' ? null : { path, ...(file ? { file: place } : { connection: place }) }
  const { data, problem, loading } = useAnswer('listTables', asked)
  const tables = asked ? (data?.tables ?? []) : []
  const byName = new Map(tables.map((table) => [table.name, table]))
  const name = typeof value === 'string' ? value : ''
  const empty =
    asked === null
      ? t`Choose the database first.`
      : loading
        ? t`Asking the server…`
        : problem
          ? text(problem.text)
          : t`No table is called that.`
  return (
    <Combobox.Root
      items={tables.map((table) => table.name)}
      value={name}
      onValueChange={(next, { reason }) => {
        if (next !== null && next !== name && reason !== 'escape-key') onChange(next)
      }}
      filter={fitsQuery}
      autoHighlight
      limit={200}
      disabled={readOnly}
    >
      <Combobox.Trigger {...ids} aria-label={label} className="input select">
        <Icon name={byName.get(name)?.view === true ? 'eye' : 'table'} size={14} />
        <span className={`min-w-0 flex-1 truncate text-left ${name === '' ? 'text-text-3' : ''}`}>
          {name === '' ? t`choose a table` : name}
        </span>
        <Icon name="chevron-down" size={14} />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-50">
          <Combobox.Popup className="pop column-pop">
            <div className="input m-1 !w-auto">
              <Icon name="search" size={14} />
              <Combobox.Input placeholder={t`Find a table`} aria-label={t`Find a table`} />
            </div>
            <Combobox.Empty>
              <p className="px-2 py-1.5 text-text-3">{empty}</p>
            </Combobox.Empty>
            <Combobox.List className="column-list">
              {(item: string) => (
                <Combobox.Item key={item} value={item} className="menu-item">
                  <Icon name={byName.get(item)?.view === true ? 'eye' : 'table'} size={14} />
                  <span className="min-w-0 truncate">{item}</span>
                  <Combobox.ItemIndicator className="menu-end">
                    <Icon name="check" size={14} />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
