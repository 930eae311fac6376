/**
 * Kölner Phonetik of one word (H. J. Postel, Die Kölner Phonetik, IBM-Nachrichten 19, 1969): how a German ear takes it, as digits. Empty for a
 * word without any of the letters a to z, ä, ö, ü, ß.
 */
export function cologne(word: string): string {
  const letters = [...word.toLowerCase().replaceAll('ä', 'a').replaceAll('ö', 'o').replaceAll('ü', 'u').replaceAll('ß', 's')].filter(
    (letter) => letter >= 'a' && letter <= 'z',
  )
  let codes = ''
  for (const [at, letter] of letters.entries()) codes += codeOf(letter, letters[at - 1] ?? '', letters[at + 1] ?? '')
  const single = codes.replace(/(\d)\1+/g, '$1')
  return single.slice(0, 1) + single.slice(1).replaceAll('0', '')
}

const plain: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'aeijouy'].map((letter) => [letter, '0'])),
  ...Object.fromEntries([...'fvw'].map((letter) => [letter, '3'])),
  ...Object.fromEntries([...'gkq'].map((letter) => [letter, '4'])),
  ...Object.fromEntries([...'mn'].map((letter) => [letter, '6'])),
  ...Object.fromEntries([...'sz'].map((letter) => [letter, '8'])),
  b: '1',
  l: '5',
  r: '7',
  h: '',
}

const among = (letters: string, letter: string) => letter !== '' && letters.includes(letter)

function codeOf(letter: string, before: string, after: string): string {
  switch (letter) {
    case 'p':
      return after === 'h' ? '3' : '1'
    case 'd':
    case 't':
      return among('csz', after) ? '8' : '2'
    case 'x':
      return among('ckq', before) ? '8' : '48'
    case 'c':
      if (before === '') return among('ahkloqrux', after) ? '4' : '8'
      return among('ahkoqux', after) && !among('sz', before) ? '4' : '8'
    default:
      return plain[letter] ?? ''
  }
}
