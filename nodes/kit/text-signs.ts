import { call, literal, type Expr } from '../../engine/relation/expression.ts'

const text = (value: string) => literal('text', value)
const replace = (value: Expr, pattern: string, by: string) => call('regex-replace', value, text(pattern), text(by))
const substitute = (value: Expr, pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce<Expr>((result, [from, to]) => call('substitute', result, text(from), text(to)), value)

/** Does the work only where the pattern is found: long chains of replacements cost nothing on plain texts. */
const where = (value: Expr, pattern: string, work: Expr) => call('if', call('regex-match', value, text(pattern)), work, value)

// The expressions know no Unicode classes, as the engines disagree on them; these blocks hold the letters of living alphabets.
const letters = 'A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u1fff\u2c00-\u2dff\u3041-\ud7ff\uf900-\ufdff'
const punctuation = '!-#%-*,-/:;?@\\[-\\]_{}\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u3011'
const symbols =
  '$+<=>\\^`|~\u00a2-\u00a6\u00a8\u00a9\u00ac\u00ae-\u00b1\u00b4\u00d7\u00f7\u20a0-\u20cf\u2100-\u2bff\ufffd\u{1f000}-\u{1faff}'

export const textSigns = { letters: `[${letters}]`, digits: '[0-9]', punctuation: `[${punctuation}]`, symbols: `[${symbols}]` } as const

/** A character class of exactly these characters. */
export function classOf(characters: string): string {
  return `[${[...characters].map((sign) => (/[\\\]^[-]/.test(sign) ? `\\${sign}` : sign)).join('')}]`
}

/** The text without any of the characters of some classes. */
export const withoutSigns = (value: Expr, classes: readonly string[]): Expr =>
  classes.reduce<Expr>((result, pattern) => replace(result, pattern, ''), value)

/** Curly quotation marks, long dashes, ellipses and no-break spaces as a typewriter has them. */
export function plainSigns(value: Expr): Expr {
  const quotes = replace(replace(value, '[\u201c\u201d\u201e\u201f\u00ab\u00bb]', '"'), '[\u2018\u2019\u201a\u201b\u2032]', "'")
  const dashes = replace(quotes, '[\u2010-\u2015\u2212]', '-')
  return replace(replace(dashes, '\u2026', '...'), '[\u00a0\u2000-\u200a\u202f]', ' ')
}

const marks = ['\u0300', '\u0301', '\u0302', '\u0303', '\u0308', '\u030a', '\u030c', '\u0327', '\u0328']
const bases = 'AEIOUYNCSZaeiouyncsz'

/** A letter followed by its accent, written as one character (form NFC), for the Latin letters of Europe. */
export function composed(value: Expr): Expr {
  const pairs = [...bases].flatMap((base) =>
    marks.flatMap((mark): [string, string][] => {
      const whole = `${base}${mark}`.normalize('NFC')
      return [...whole].length === 1 ? [[`${base}${mark}`, whole]] : []
    }),
  )
  return where(value, '[\u0300-\u0328]', substitute(value, pairs))
}

const wide = Array.from({ length: 94 }, (_, index): [string, string] => [
  String.fromCharCode(0xff01 + index),
  String.fromCharCode(0x21 + index),
])
const compatible = [...'ﬀﬁﬂﬃﬄﬅﬆ²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉½¼¾ªº™№℃℡\u3000'].map((sign): [string, string] => [sign, sign.normalize('NFKC')])

/** Ligatures, full-width letters, raised and lowered digits and the like as plain characters (form NFKC), after `composed`. */
export function compatibleForm(value: Expr): Expr {
  const whole = composed(value)
  const narrow = where(whole, '[\uff01-\uff5e]', substitute(whole, wide))
  return where(narrow, classOf(compatible.map(([sign]) => sign).join('')), substitute(narrow, compatible))
}

const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const entities: readonly (readonly [string, string])[] = [
  ...latin1.split(' ').map((name, index): [string, string] => [`&${name};`, String.fromCharCode(0xa0 + index)]),
  ['&euro;', '€'], ['&OElig;', 'Œ'], ['&oelig;', 'œ'], ['&ndash;', '–'], ['&mdash;', '—'], ['&lsquo;', '‘'], ['&rsquo;', '’'],
  ['&ldquo;', '“'], ['&rdquo;', '”'], ['&hellip;', '…'], ['&#39;', "'"], ['&#039;', "'"], ['&#x27;', "'"], ['&#34;', '"'],
  ['&#160;', '\u00a0'], ['&apos;', "'"], ['&quot;', '"'], ['&lt;', '<'], ['&gt;', '>'], ['&#38;', '&'], ['&amp;', '&'],
] // prettier-ignore

/** HTML entities as the characters they stand for: those of Latin-1 and the usual signs; `&amp;` last, so that none is unescaped twice. */
export const unescaped = (value: Expr): Expr => where(value, '&[#0-9A-Za-z]+;', substitute(value, entities))

/** The text without the tags of HTML; line breaks and paragraphs become spaces. */
export const withoutTags = (value: Expr): Expr =>
  where(value, '<[A-Za-z/!]', replace(replace(value, '(?i)<(?:script|style)[^>]*>[^<]*</(?:script|style)>', ' '), '<[A-Za-z/!][^>]*>', ' '))

// Each letter goes through a character that no text holds, so that none is exchanged twice.
const cased = [...'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýœ']
const parked = (index: number) => String.fromCharCode(0xe000 + index)

/** Upper case for lower and lower for upper, for the letters of western Europe. */
export function swappedCase(value: Expr): Expr {
  const away = cased.map((letter, index): [string, string] => [letter, parked(index)])
  const down = cased.map((letter): [string, string] => [letter.toUpperCase(), letter])
  const up = cased.map((letter, index): [string, string] => [parked(index), letter.toUpperCase()])
  return substitute(value, [...away, ...down, ...up])
}

/** A capital at the start, the rest in lower case; blanks before it stay. */
export function sentenceCase(value: Expr): Expr {
  const lower = call('lower', value)
  const lead = call('length', call('regex-extract', lower, text('^[ \\t\u00a0]*'), literal('int', 0)))
  const at = call('add-int', lead, literal('int', 1))
  const one = literal('int', 1)
  return call('replace-at', lower, at, one, call('upper', call('mid', lower, at, one)))
}
