import type { Model } from '../learn/model.ts'
import { createScorer, hashKeysOf, type Scorer } from '../learn/score-model.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { existingHashKey } from '../store/hash-keys.ts'

/** A model's scorer with the keys of the account that it hashes with. Throws ProblemError `hash-key-missing`. */
export async function scorerWithKeys(model: Model): Promise<Scorer> {
  const keys = new Map<string, Uint8Array>()
  for (const name of hashKeysOf(model)) {
    const key = await existingHashKey(name)
    if (!key) throw new ProblemError(keyMissing(model.name, name), 422)
    keys.set(name, key)
  }
  return createScorer(model, keys)
}

function keyMissing(model: string, key: string) {
  return {
    code: 'hash-key-missing',
    severity: 'error',
    place: {},
    text: {
      en: `“${model}” hashes with the key “${key}”, which is not in this account.`,
      fr: `« ${model} » calcule des empreintes avec la clé « ${key} », absente de ce compte.`,
    },
    action: {
      en: 'Copy the file of the key from the account that trained it, or train it again here.',
      fr: 'Copiez le fichier de la clé depuis le compte qui l’a entraîné, ou entraînez-le à nouveau ici.',
    },
  } as const
}
