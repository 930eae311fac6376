function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Whether a name holds what was typed, whatever case and accents. */
export function fitsQuery(name: string, query: string): boolean {
  return fold(name).includes(fold(query.trim()))
}
