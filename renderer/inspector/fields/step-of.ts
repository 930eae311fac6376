import type { FormField } from '../form-model.ts'

/** How far one step of a number goes: as the field says, else one, or a hundredth of a narrow range. */
export function stepOf({ meta, min, max, integer }: Pick<FormField, 'meta' | 'min' | 'max' | 'integer'>): number {
  if (meta.step !== undefined) return meta.step
  if (integer || min === undefined || max === undefined || max - min > 10) return 1
  return max - min > 1 ? 0.1 : 0.01
}
