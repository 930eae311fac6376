export interface VerdictParts {
  readonly first: string
  readonly rest: string
}

/** A verdict parted after its first sentence. A point inside a number ends none, nor one after a letter or two, as in “e.g.”. */
export function splitVerdict(text: string): VerdictParts {
  const end = /(?:\p{L}{3}|[\p{N}%»”"')])[.?](?=\s+\S)/u.exec(text)
  if (!end) return { first: text, rest: '' }
  const at = end.index + end[0].length
  return { first: text.slice(0, at), rest: text.slice(at).trimStart() }
}
