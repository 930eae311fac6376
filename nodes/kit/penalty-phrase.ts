import type { Text } from '../../engine/protocol/text.ts'

const names: Readonly<Record<string, Text>> = {
  ridge: { en: 'ridge regression', fr: 'régression ridge' },
  lasso: { en: 'lasso', fr: 'lasso' },
  'elastic-net': { en: 'elastic net', fr: 'elastic net' },
}

/** What a penalty is called; null for none. */
export function penaltyName(penalty: string): Text | null {
  return names[penalty] ?? null
}

/** A penalty and its strength (null: chosen) in the sentence of a learner; null for none. */
export function penaltyPhrase(penalty: string, strength: number | null): Text | null {
  const name = penaltyName(penalty)
  if (!name) return null
  return strength === null
    ? { en: `${name.en}, strength by cross-validation`, fr: `${name.fr}, force par validation croisée` }
    : { en: `${name.en}, strength ${strength}`, fr: `${name.fr}, force ${String(strength).replace('.', ',')}` }
}
