import type { FunctionSpec } from '../function-spec.ts'

/**
 * HMAC-SHA256 of a text with a secret key, as hexadecimal digits. The expression holds the key's name alone: the key is handed to DuckDB as a
 * macro (print/hash-macro.ts) and to closures as an argument. Not for formulas, which would name keys without saying what they are for.
 */
export const keyedHash: FunctionSpec = {
  id: 'keyed-hash',
  category: 'text',
  kind: 'row',
  formula: { en: 'A hash with a key', fr: 'Une empreinte à clé' },
  args: [
    { name: 'a', type: 'text' },
    { name: 'key', type: 'text', const: true },
  ],
  returns: 'text',
  nulls: 'propagate',
  help: { en: 'Hash of a text with a secret key.', fr: 'Empreinte d’un texte avec une clé secrète.' },
  duckdb: '{1|keyed}({0})',
  spark: '',
  portable: false,
}
