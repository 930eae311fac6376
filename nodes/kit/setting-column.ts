import type { Settings } from '../../engine/learn/tune/space.ts'
import type { AddedColumn } from './context.ts'

/** The values of a setting in a table, row by row; empty where it did not count. Numbers stay numbers. */
export function settingColumn(setting: string, rows: readonly Settings[]): AddedColumn {
  const name = `setting ${setting}`
  const values = rows.map((settings) => settings[setting])
  const isNumber = values.every((value) => value === undefined || typeof value === 'number')
  if (isNumber) return { name, type: 'float', values: values.map((value) => (typeof value === 'number' ? value : null)) }
  return { name, type: 'text', values: values.map((value) => (value === undefined ? null : String(value))) }
}
