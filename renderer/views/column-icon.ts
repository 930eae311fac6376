import type { TableColumn } from '../../engine/protocol/table.ts'

const byType: Readonly<Record<string, string>> = {
  bool: 'toggle-right',
  int: 'hash',
  float: 'hash',
  text: 'type',
  date: 'calendar-days',
  timestamp: 'calendar-clock',
}

/** The icon of a type. */
export function typeIcon(type: string): string {
  return byType[type] ?? 'brackets'
}

/** The icon of a column: its role where that says more than its type. */
export function columnIcon({ type, role }: Pick<TableColumn, 'type' | 'role'>): string {
  if (role === 'target') return 'target'
  if (role === 'id') return 'key-round'
  return typeIcon(type)
}
