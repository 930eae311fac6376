/**
 * Metaphone of one word (Lawrence Philips, Hanging on the Metaphone, Computer Language 7, 1990): how it sounds in English, as consonants, with a
 * vowel only at the start; X stands for sh, 0 for th. Empty for a word without a letter from a to z.
 */
export function metaphone(word: string): string {
  const letters = opened(word.toLowerCase().replace(/[^a-z]/g, ''))
  let result = ''
  let at = 0
  while (at < letters.length) {
    const { code, taken } = soundAt(letters, at)
    result += code
    at += taken
  }
  return result
}

/** Starts in which a letter is silent or means another one. */
function opened(word: string): string {
  if (/^(kn|gn|pn|wr|ae)/.test(word)) return word.slice(1)
  if (word.startsWith('x')) return `s${word.slice(1)}`
  return word.startsWith('wh') ? `w${word.slice(2)}` : word
}

interface Sound {
  readonly code: string
  readonly taken: number
}

const one = (code: string): Sound => ({ code, taken: 1 })
const vowel = (letter: string | undefined) => letter !== undefined && letter !== '' && 'aeiou'.includes(letter)
const front = (letter: string | undefined) => letter === 'e' || letter === 'i' || letter === 'y'

const plain: Readonly<Record<string, string>> = { f: 'F', j: 'J', l: 'L', m: 'M', n: 'N', q: 'K', r: 'R', v: 'F', z: 'S' }

function soundAt(word: string, at: number): Sound {
  const letter = word.charAt(at)
  const [before, after] = [word.charAt(at - 1), word.charAt(at + 1)]
  // Of doubled letters the second sounds, but for c.
  if (letter === after && letter !== 'c') return one(vowel(letter) && at === 0 ? letter.toUpperCase() : '')
  if (vowel(letter)) return one(at === 0 ? letter.toUpperCase() : '')
  switch (letter) {
    case 'b':
      return one(before === 'm' && at === word.length - 1 ? '' : 'B')
    case 'c':
      return cAt(word, at)
    case 'd':
      return after === 'g' && front(word.charAt(at + 2)) ? { code: 'J', taken: 3 } : one('T')
    case 'g':
      return gAt(word, at)
    case 'h':
      return one(vowel(after) && !(at > 0 && 'cgpst'.includes(before)) ? 'H' : '')
    case 'k':
      return one(before === 'c' ? '' : 'K')
    case 'p':
      return after === 'h' ? { code: 'F', taken: 2 } : one('P')
    case 's':
      return sAt(word, at)
    case 't':
      return tAt(word, at)
    case 'w':
    case 'y':
      return one(vowel(after) ? letter.toUpperCase() : '')
    case 'x':
      return one('KS')
    default:
      return one(plain[letter] ?? '')
  }
}

function cAt(word: string, at: number): Sound {
  const [before, after] = [word.charAt(at - 1), word.charAt(at + 1)]
  if (after === 'i' && word.charAt(at + 2) === 'a') return one('X')
  if (front(after)) return one(before === 's' ? '' : 'S')
  if (after === 'h') return { code: before === 's' || (at === 0 && !vowel(word.charAt(at + 2))) ? 'K' : 'X', taken: 2 }
  return one('K')
}

function gAt(word: string, at: number): Sound {
  const after = word.charAt(at + 1)
  if (after === 'h') return one(vowel(word.charAt(at + 2)) ? 'K' : '')
  if (after === 'n') return one(at + 2 === word.length || word.slice(at + 2) === 'ed' ? '' : 'K')
  return one(front(after) ? 'J' : 'K')
}

function sAt(word: string, at: number): Sound {
  const next = word.slice(at + 1, at + 3)
  if (next.startsWith('h')) return { code: 'X', taken: 2 }
  return one(next === 'io' || next === 'ia' ? 'X' : 'S')
}

function tAt(word: string, at: number): Sound {
  const next = word.slice(at + 1, at + 3)
  if (next === 'io' || next === 'ia') return one('X')
  if (next.startsWith('h')) return { code: '0', taken: 2 }
  return one(next === 'ch' ? '' : 'T')
}
