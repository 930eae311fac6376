/** The names of a rule of columns that lists them; null when the value is something else. */
export function namesOf(value: unknown): readonly string[] | null {
  if (typeof value !== 'object' || value === null || !('by' in value) || value.by !== 'names' || !('names' in value)) return null
  return Array.isArray(value.names) ? value.names.filter((name) => typeof name === 'string') : null
}
