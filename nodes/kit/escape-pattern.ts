/** A regular expression that matches exactly this text. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, (sign) => `\\${sign}`)
}

/** A replacement that puts exactly this text. */
export function escapeReplacement(text: string): string {
  return text.replaceAll('$', () => '$$')
}
