/**
 * Letters and their digits at the start of a name, before a vowel, elsewhere; - is not coded, a stroke parts two readings. Source: the rules of
 * G. Mokotoff and R. Daitch, Soundexing and Genealogy, 1985, as published by JewishGen.
 */
const rules = `
ai aj ay ei ej ey oi oj oy ui uj uy: 0 1 -
au: 0 7 -
eu: 1 1 -
a e i o u ue: 0 - -
ia ie io iu y: 1 - -
j: 1|4 -|4 -|4
b fb f p pf ph v w: 7 7 7
chs ks x: 5 54 54
ch c: 5|4 5|4 5|4
ck: 5|45 5|45 5|45
cz cs csz czs drz drs ds dsh dsz dz dzh dzs: 4 4 4
d dt t th: 3 3 3
g k kh q: 5 5 5
h: 5 5 -
l: 8 8 8
m n: 6 6 6
mn nm: 66 66 66
r: 9 9 9
rz rs: 94|4 94|4 94|4
s sch sh sz z zh zs zsch zsh: 4 4 4
schtsch schtsh schtch shtch shch shtsh stch stsch sc strz strs stsh szcz szcs zdz zdzh zhdzh: 2 4 4
sht scht schd st szt shd szd sd zd zhd: 2 43 43
tch ttch ttsch trz trs tsch tsh ts tts ttsz tc tz ttz tzs tsz: 4 4 4
`

type Readings = readonly string[]

interface Coded {
  readonly start: Readings
  readonly beforeVowel: Readings
  readonly elsewhere: Readings
}

const coded: ReadonlyMap<string, Coded> = new Map(
  rules
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [letters = '', codes = ''] = line.split(': ')
      const [start = [], beforeVowel = [], elsewhere = []] = codes.split(' ').map((code) => code.replaceAll('-', '').split('|'))
      return letters.split(' ').map((one): [string, Coded] => [one, { start, beforeVowel, elsewhere }])
    }),
)

const longest = Math.max(...[...coded.keys()].map((letters) => letters.length))
const digits = 6

/** The longest letters with a code from here on; every letter from a to z has one. */
function lettersAt(word: string, at: number): string {
  for (let size = Math.min(longest, word.length - at); size > 1; size--) {
    const letters = word.slice(at, at + size)
    if (coded.has(letters)) return letters
  }
  return word.charAt(at)
}

/** A code so far, and whether the letters just before gave its last digit: the same digit is then not written again. */
interface Branch {
  readonly code: string
  readonly open: boolean
}

function longer({ code, open }: Branch, reading: string): Branch {
  const added = open && code.endsWith(reading.charAt(0)) ? reading.slice(1) : reading
  return { code: (code + added).slice(0, digits), open: reading !== '' }
}

/**
 * Daitch-Mokotoff codes of one word of the letters a to z: six digits for how it sounds in Eastern Europe, several where letters can be read in two
 * ways, in order. None for a word without a letter.
 */
export function daitchMokotoff(word: string): readonly string[] {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  if (letters === '') return []
  let branches = new Map<string, Branch>([['', { code: '', open: false }]])
  for (let at = 0; at < letters.length;) {
    const found = lettersAt(letters, at)
    const rule = coded.get(found)
    const after = letters.charAt(at + found.length)
    const readings = at === 0 ? rule?.start : after !== '' && 'aeijouy'.includes(after) ? rule?.beforeVowel : rule?.elsewhere
    const next = new Map<string, Branch>()
    for (const branch of branches.values())
      for (const reading of readings ?? []) {
        const one = longer(branch, reading)
        next.set(`${one.code}${one.open ? '+' : ''}`, one)
      }
    branches = next
    at += found.length
    if ([...branches.values()].every(({ code }) => code.length === digits)) break
  }
  return [...new Set([...branches.values()].map(({ code }) => code.padEnd(digits, '0')))].toSorted()
}
