/** About how wide a letter of a row name is at 12 px. */
const letter = 6.4

/** Room for the names at the left of a chart, at most two fifths of it. */
export function nameWidth(names: readonly string[], width: number): number {
  return Math.min(width * 0.4, 16 + Math.max(0, ...names.map((name) => name.length)) * letter)
}

/** The name cut to the room that it has. */
export function clipName(name: string, room: number): string {
  const letters = Math.max(2, Math.floor((room - 8) / letter))
  return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`
}
