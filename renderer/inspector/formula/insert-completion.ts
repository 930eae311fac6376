export interface Insertion {
  readonly text: string
  /** How many characters behind the caret go too: a closing sign that the editor had put there already. */
  readonly swallow: number
  /** Where the caret stands afterwards, from the start of the text. */
  readonly caret: number
}

/** How a chosen completion goes into the formula, given the character behind the caret. A call is closed with the caret inside. */
export function insertion(insert: string, next: string): Insertion {
  const last = insert.at(-1) ?? ''
  if (last === '(') {
    if (next === '(') return { text: insert, swallow: 1, caret: insert.length }
    return { text: `${insert})`, swallow: 0, caret: insert.length }
  }
  const closes = last === ']' || last === '"' || last === '#' || last === ')'
  return { text: insert, swallow: closes && next === last ? 1 : 0, caret: insert.length }
}
