import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import { escapePattern } from '../kit/escape-pattern.ts'

export type PartKind = 'url' | 'query' | 'email' | 'ip' | 'user-agent' | 'json'

interface NamedPart {
  readonly name: string
  readonly expr: Expr
}

const text = (value: string) => literal('text', value)
const int = (value: number) => literal('int', value)
const found = (value: Expr, pattern: string, group: number) =>
  call('null-if', call('regex-extract', value, text(pattern), int(group)), text(''))

/** The parts of a kind of text: those wanted, or all where the kind has a fixed list (then `known`). */
export function partsOfKind(
  value: Expr,
  kind: PartKind,
  wanted: readonly string[],
): { parts: readonly NamedPart[]; known?: readonly string[] } {
  if (kind === 'query') return { parts: wanted.map((name) => ({ name, expr: queryValue(value, name) })) }
  if (kind === 'json') return { parts: wanted.map((name) => ({ name, expr: jsonValue(value, name) })) }
  const all = { url: urlParts, email: emailParts, ip: ipParts, 'user-agent': agentParts }[kind](call('strip', value))
  const known = all.map((part) => part.name)
  const chosen = wanted.length === 0 ? all : wanted.flatMap((name) => all.find((part) => part.name === name) ?? [])
  return { parts: chosen.length === 0 ? all : chosen, known }
}

// RFC 3986, with a scheme that must be there, as otherwise any text would be an address.
const url =
  '^([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/?#@]*)@)?(\\[[0-9A-Fa-f:.]+\\]|[^/?#:@]*)(?::([0-9]{1,5}))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?$'

function urlParts(value: Expr): readonly NamedPart[] {
  const host = call('lower', found(value, url, 3))
  const path = found(value, url, 5)
  return [
    { name: 'scheme', expr: call('lower', found(value, url, 1)) },
    { name: 'user', expr: found(value, url, 2) },
    { name: 'host', expr: host },
    { name: 'domain', expr: found(host, '([a-z0-9-]+[.][a-z]{2,})$', 1) },
    { name: 'port', expr: call('text-to-int', found(value, url, 4)) },
    { name: 'path', expr: path },
    { name: 'file', expr: found(path, '([^/]*)$', 1) },
    { name: 'extension', expr: call('lower', found(path, '[.]([A-Za-z0-9]{1,10})$', 1)) },
    { name: 'query', expr: found(value, url, 6) },
    { name: 'fragment', expr: found(value, url, 7) },
  ]
}

function emailParts(value: Expr): readonly NamedPart[] {
  const address = '^(?:mailto:)?(?:[^<]*<)?([^<>@ ]+)@([^<>@ ]+?)>?$'
  const whole = "^(?:mailto:)?(?:[^<]*<)?[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[.])+[A-Za-z]{2,}>?$"
  return [
    { name: 'mailbox', expr: found(value, address, 1) },
    { name: 'domain', expr: call('lower', found(value, address, 2)) },
    { name: 'valid', expr: call('regex-match', value, text(whole)) },
  ]
}

function ipParts(value: Expr): readonly NamedPart[] {
  const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
  const four = `^${[1, 2, 3, 4].map(() => octet).join('[.]')}$`
  const six =
    '^(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}$|^(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?$'
  const isFour = call('regex-match', value, text(four))
  const isSix = call('regex-match', value, text(six))
  const number = [1, 2, 3, 4]
    .map((group) => call('text-to-int', found(value, four, group)))
    .reduce((high, low) => call('add-int', call('multiply-int', high, int(256)), low))
  const inside = call('regex-match', value, text('^(?:10[.]|192[.]168[.]|172[.](?:1[6-9]|2[0-9]|3[01])[.]|127[.]|169[.]254[.])'))
  const insideSix = call('regex-match', call('lower', value), text('^(?:f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$)'))
  return [
    { name: 'version', expr: call('ifs', isFour, int(4), isSix, int(6)) },
    { name: 'private', expr: call('ifs', isFour, inside, isSix, insideSix) },
    { name: 'number', expr: call('if', isFour, number, literal('int', null)) },
  ]
}

// In this order: browsers that pretend to be others come first.
const browsers = [
  ['bot|crawl|spider|slurp', 'bot'],
  ['Edg(?:e|A|iOS)?/', 'Edge'],
  ['OPR/|Opera', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/|FxiOS/', 'Firefox'],
  ['Chrome/|CriOS/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['MSIE |Trident/', 'Internet Explorer'],
] as const
const systems = [
  ['iPhone|iPad|iPod', 'iOS'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X|Macintosh', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux|X11', 'Linux'],
] as const

function agentParts(value: Expr): readonly NamedPart[] {
  const named = (rules: readonly (readonly [string, string])[]) =>
    call(
      'ifs',
      ...rules.flatMap(([pattern, word]) => [call('regex-match', value, text(word === 'bot' ? `(?i)${pattern}` : pattern)), text(word)]),
      call('is-not-null', value),
      text('other'),
    )
  return [
    { name: 'browser', expr: named(browsers) },
    { name: 'system', expr: named(systems) },
    { name: 'mobile', expr: call('regex-match', value, text('Mobi|Android|iPhone|iPad')) },
  ]
}

function queryValue(value: Expr, name: string): Expr {
  return decoded(call('substitute', found(value, `(?:^|[?&;])${escapePattern(name)}=([^&;#]*)`, 1), text('+'), text(' ')))
}

const bytes = Array.from({ length: 95 }, (_, index) => 0x20 + index)
const hex = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
const escapes: readonly (readonly [string, string])[] = [
  ...Array.from({ length: 128 }, (_, index): [string, string] => {
    const code = 0x80 + index
    return [`${hex(code < 0xc0 ? 0xc2 : 0xc3)}${hex(0x80 + (code & 0x3f))}`, String.fromCharCode(code)]
  }),
  ...bytes.filter((byte) => byte !== 0x25).map((byte): [string, string] => [hex(byte), String.fromCharCode(byte)]),
  ['%25', '%'],
]

/** Signs that stand as %XX, for ASCII and Latin-1; %25 last, so that none is decoded twice. */
function decoded(value: Expr): Expr {
  const upper = ['a', 'b', 'c', 'd', 'e', 'f'].reduce<Expr>((result, letter) => {
    const big = letter.toUpperCase()
    const first = call('regex-replace', result, text(`%${letter}([0-9A-Fa-f])`), text(`%${big}$1`))
    return call('regex-replace', first, text(`%([0-9A-F])${letter}`), text(`%$1${big}`))
  }, value)
  const plain = escapes.reduce<Expr>((result, [from, to]) => call('substitute', result, text(from), text(to)), upper)
  return call('if', call('contains', value, text('%')), plain, value)
}

function jsonValue(value: Expr, name: string): Expr {
  const key = `"${escapePattern(JSON.stringify(name).slice(1, -1))}"[ \\t\\n\\r]*:[ \\t\\n\\r]*`
  const quoted = call('regex-extract', value, text(`${key}"((?:[^"\\\\]|\\\\.)*)"`), int(1))
  const plain = found(value, `${key}(-?[0-9][0-9.eE+-]*|true|false)`, 1)
  const unescaped = [
    ['\\"', '"'],
    ['\\/', '/'],
    ['\\n', '\n'],
    ['\\t', '\t'],
    ['\\r', '\r'],
    ['\\\\', '\\'],
  ].reduce<Expr>((result, [from = '', to = '']) => call('substitute', result, text(from), text(to)), quoted)
  return call('coalesce', unescaped, plain)
}
