import { counts, isChoice, type Settings, type SettingValue, type Tuned } from './space.ts'

/** The values of a setting in a grid: its choices, or every whole number of its range; null for decimals. */
export function gridValues(tuned: Tuned): readonly SettingValue[] | null {
  if (isChoice(tuned)) return tuned.values
  return tuned.integer ? Array.from({ length: tuned.to - tuned.from + 1 }, (_, at) => tuned.from + at) : null
}

/** How many settings a grid has; null where a decimal has no values to go through. */
export function gridSize(space: readonly Tuned[]): number | null {
  if (space.some((tuned) => gridValues(tuned) === null)) return null
  // Conditions look back: settings after a choice are counted for each of its values.
  const size = (at: number, settings: Settings): number => {
    const tuned = space[at]
    if (!tuned) return 1
    if (!counts(tuned, settings)) return size(at + 1, settings)
    const decides = space.some(({ when }) => when?.name === tuned.name)
    const values = gridValues(tuned) ?? []
    if (!decides) return values.length * size(at + 1, settings)
    return values.reduce<number>((sum, value) => sum + size(at + 1, { ...settings, [tuned.name]: value }), 0)
  }
  return size(0, {})
}

/** All settings of a grid, the last one of the space changing fastest. */
export function gridSettings(space: readonly Tuned[]): readonly Settings[] {
  return space.reduce<readonly Settings[]>(
    (all, tuned) =>
      all.flatMap((settings) =>
        counts(tuned, settings) ? (gridValues(tuned) ?? []).map((value) => ({ ...settings, [tuned.name]: value })) : [settings],
      ),
    [{}],
  )
}
