import { Combobox } from '@base-ui/react/combobox'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import { Icon } from '../../ui/Icon.tsx'
import { columnIcon } from '../../views/column-icon.ts'
import { useColumnWords } from '../../views/use-column-words.ts'

/** The list that hangs under a column picker: each with the icon and the word of its type. `search`: the field to type into stands in it. */
export function ColumnItems({ columns, search = false }: { readonly columns: readonly TableColumn[]; readonly search?: boolean }) {
  const { t } = useLingui()
  const words = useColumnWords()
  const byName = useMemo(() => new Map(columns.map((column) => [column.name, column])), [columns])
  return (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} className="z-50">
        <Combobox.Popup className="pop column-pop">
          {search && (
            <div className="input m-1 !w-auto">
              <Icon name="search" size={14} />
              <Combobox.Input placeholder={t`Find a column`} aria-label={t`Find a column`} />
            </div>
          )}
          <Combobox.Empty>
            <p className="px-2 py-1.5 text-text-3">
              {columns.length === 0 ? t`The columns are not known yet.` : t`No column is called that.`}
            </p>
          </Combobox.Empty>
          <Combobox.List className="column-list">
            {(name: string) => {
              const column = byName.get(name)
              return (
                <Combobox.Item key={name} value={name} className="menu-item">
                  {column && <Icon name={columnIcon(column)} size={14} />}
                  <span className="min-w-0 truncate">{name === '' ? t`none` : name}</span>
                  {column && <span className="menu-end">{words.type(column.type)}</span>}
                  <Combobox.ItemIndicator className={column ? '' : 'menu-end'}>
                    <Icon name="check" size={14} />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )
            }}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  )
}
