export interface VerdictParts {
  readonly first: string
  readonly rest: string
}

/** A verdict parted after its first sentence. A point inside a number or an abbreviation followed by a small letter ends none. */
export function splitVerdict(text: string): VerdictParts {
  const end = /[.?](?=\s+[\p{Lu}\p{N}«“"])/u.exec(text)
  if (!end) return { first: text, rest: '' }
  return { first: text.slice(0, end.index + 1), rest: text.slice(end.index + 1).trimStart() }
}
