import type { Text } from '../protocol/text.ts'

/** A class as sentences call it: the two of a yes or no target are kept as true and false, which is not what its rows show. */
export function classText(name: string): Text {
  if (name === 'true') return { en: 'yes', fr: 'oui' }
  return name === 'false' ? { en: 'no', fr: 'non' } : { en: name, fr: name }
}
