import { useLingui } from '@lingui/react/macro'
import type { TableColumn } from '../../engine/protocol/table.ts'

export interface ColumnWords {
  readonly type: (type: string) => string
  readonly role: (role: NonNullable<TableColumn['role']>) => string
}

/** Types and roles of columns in the language of the studio. */
export function useColumnWords(): ColumnWords {
  const { t } = useLingui()
  const types: Readonly<Record<string, string>> = {
    bool: t`yes or no`,
    int: t`whole number`,
    float: t`decimal number`,
    text: t`text`,
    date: t`date`,
    timestamp: t`date and time`,
  }
  const roles: Readonly<Record<NonNullable<TableColumn['role']>, string>> = {
    target: t`target`,
    id: t`id`,
    time: t`time`,
    weight: t`weight`,
    group: t`group`,
    sensitive: t`sensitive`,
    ignore: t`ignored`,
  }
  return {
    type: (type) => (type.startsWith('list<') ? t`list of ${types[type.slice(5, -1)] ?? type}` : (types[type] ?? type)),
    role: (role) => roles[role],
  }
}
