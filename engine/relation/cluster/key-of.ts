import type { ClusterRule } from '../../protocol/cluster.ts'
import { soundex } from '../closure/text/distance.ts'
import { cologne } from './cologne.ts'
import { fingerprint, ngramFingerprint, plainWordsOf } from './fingerprint.ts'
import { metaphone } from './metaphone.ts'

const sounds = {
  metaphone,
  cologne,
  soundex: (word: string) => soundex(word) ?? '',
}

/** The key under which a rule takes values for one; empty for a text that it cannot judge, and for rules that know no keys. */
export function keyOf(value: string, rule: ClusterRule): string {
  switch (rule.method) {
    case 'fingerprint':
    case 'hand':
      return fingerprint(value)
    case 'ngram':
      return ngramFingerprint(value, rule.size)
    case 'sound': {
      const words = plainWordsOf(value)
      // A number or a word of another alphabet has no sound here: it counts as it is written.
      return words.map((word) => sounds[rule.code](word) || word).join(' ')
    }
    default:
      return ''
  }
}
