import type { ClusterRule } from '../../protocol/cluster.ts'
import { soundex } from '../closure/text/distance.ts'
import { cologne } from './cologne.ts'
import { daitchMokotoff } from './daitch-mokotoff.ts'
import { fingerprint, ngramFingerprint, plainWordsOf } from './fingerprint.ts'
import { metaphone } from './metaphone.ts'

/** How a word sounds, in all ways in which it can be read. */
const sounds: Readonly<Record<Extract<ClusterRule, { method: 'sound' }>['code'], (word: string) => readonly string[]>> = {
  metaphone: (word) => [metaphone(word)],
  cologne: (word) => [cologne(word)],
  soundex: (word) => [soundex(word) ?? ''],
  'daitch-mokotoff': daitchMokotoff,
}

/** Words that can be read in several ways have several keys together; beyond these only the first way counts. */
const mostKeys = 16

/** The keys under which a rule takes values for one: those that share one. None for a text that it cannot judge, and for rules that know no keys. */
export function keysOf(value: string, rule: ClusterRule): readonly string[] {
  switch (rule.method) {
    case 'fingerprint':
    case 'hand':
      return known(fingerprint(value))
    case 'ngram':
      return known(ngramFingerprint(value, rule.size))
    case 'sound': {
      let keys: readonly string[] = ['']
      for (const word of plainWordsOf(value)) {
        const codes = sounds[rule.code](word)
        // A number or a word of another alphabet has no sound here: it counts as it is written.
        const ways = codes[0] ? codes : [word]
        const taken = keys.length * ways.length > mostKeys ? ways.slice(0, 1) : ways
        keys = keys.flatMap((key) => taken.map((code) => `${key} ${code}`))
      }
      return keys.flatMap((key) => known(key.slice(1)))
    }
    default:
      return []
  }
}

const known = (key: string): readonly string[] => (key === '' ? [] : [key])
