import { NodeProblem } from '../../../nodes/kit/problem.ts'

export interface XmlEvents {
  open(name: string, attributes: readonly (readonly [string, string])[]): void
  text(text: string): void
  close(name: string): void
}

export interface XmlReader {
  push(chunk: string): void
  end(): void
}

const mostDepth = 200
const mostMarkup = 1_000_000
const mostAttributes = 1000

/**
 * Reads XML piece by piece in bounded memory. No declarations of types, so no entities but the five of XML and characters by number: nothing is
 * fetched, nothing multiplies. Throws NodeProblem `xml-*` with the line.
 */
export function createXmlReader(events: XmlEvents): XmlReader {
  let held = ''
  let line = 1
  let seenRoot = false
  const path: string[] = []

  const fault = (code: string, en: string, fr: string) =>
    new NodeProblem({ code, param: 'path', row: line, text: { en: `Line ${line}: ${en}`, fr: `Ligne ${line} : ${fr}` } })

  const decoded = (text: string): string =>
    text.includes('&')
      ? text.replace(/&([^;&\s]{0,32};?)/g, (_whole, name: string) => {
          const found = entity(name)
          if (found === null) throw fault('xml-entity', `“&${name}” is no character of XML.`, `« &${name} » n’est pas un caractère de XML.`)
          return found
        })
      : text

  const say = (text: string) => {
    if (text === '') return
    if (path.length > 0) events.text(decoded(text))
    else if (text.replace(/^\uFEFF/, '').trim() !== '')
      throw fault('xml-unreadable', 'there is text outside of the root.', 'du texte se trouve hors de la racine.')
    line += count(text)
  }

  const tag = (markup: string) => {
    if (markup.startsWith('/')) {
      const name = markup.slice(1).trim()
      const last = path.pop()
      if (last !== name) throw fault('xml-unreadable', `“${name}” closes what is not open.`, `« ${name} » ferme ce qui n’est pas ouvert.`)
      events.close(name)
      return
    }
    const empty = markup.endsWith('/')
    const match = /^([^\s/<>="'&]+)([\s\S]*)$/.exec(empty ? markup.slice(0, -1) : markup)
    const name = match?.[1]
    if (name === undefined) throw fault('xml-unreadable', 'a tag has no name.', 'une balise n’a pas de nom.')
    if (path.length === 0 && seenRoot) throw fault('xml-unreadable', 'there is a second root.', 'il y a une seconde racine.')
    if (path.length >= mostDepth)
      throw fault('xml-too-deep', `more than ${mostDepth} tags are open.`, `plus de ${mostDepth} balises sont ouvertes.`)
    seenRoot = true
    events.open(name, attributesOf(match?.[2] ?? ''))
    if (empty) events.close(name)
    else path.push(name)
  }

  const attributesOf = (text: string): readonly (readonly [string, string])[] => {
    const found: (readonly [string, string])[] = []
    const pattern = /\s+([^\s/<>="'&]+)\s*=\s*("[^"<]*"|'[^'<]*')/y
    let at = 0
    for (;;) {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      if (!match) break
      at = pattern.lastIndex
      found.push([match[1] ?? '', decoded((match[2] ?? '').slice(1, -1))])
      if (found.length > mostAttributes)
        throw fault(
          'xml-too-large',
          `a tag has more than ${mostAttributes} attributes.`,
          `une balise a plus de ${mostAttributes} attributs.`,
        )
    }
    if (text.slice(at).trim() !== '')
      throw fault('xml-unreadable', 'an attribute is not written as name="value".', 'un attribut n’est pas écrit nom="valeur".')
    if (new Set(found.map(([name]) => name)).size !== found.length)
      throw fault('xml-unreadable', 'an attribute is there twice.', 'un attribut est présent deux fois.')
    return found
  }

  /** The end of the markup that begins at `from`; -1 when it is not all there yet. */
  const markupEnd = (from: number): { readonly end: number; readonly take: () => void } | null => {
    const section = (opening: string, closing: string, take: (inner: string) => void) => {
      const end = held.indexOf(closing, from + opening.length)
      return end < 0 ? null : { end: end + closing.length, take: () => take(held.slice(from + opening.length, end)) }
    }
    if (held.startsWith('<!--', from)) return section('<!--', '-->', () => undefined)
    if (held.startsWith('<![CDATA[', from))
      return section('<![CDATA[', ']]>', (inner) => {
        if (path.length === 0) throw fault('xml-unreadable', 'there is text outside of the root.', 'du texte se trouve hors de la racine.')
        if (inner !== '') events.text(inner)
      })
    if (held.startsWith('<?', from)) return section('<?', '?>', () => undefined)
    if (held.startsWith('<!', from)) {
      if (held.length - from < 9 && '<![CDATA[<!DOCTYPE<!--'.includes(held.slice(from))) return null
      return section('<!', '>', (inner) => {
        if (!/^DOCTYPE\b/i.test(inner) || inner.includes('[') || inner.includes('<'))
          throw fault(
            'xml-dtd',
            'declarations of types and entities are not read.',
            'les déclarations de types et d’entités ne sont pas lues.',
          )
      })
    }
    const end = tagEnd(held, from)
    return end < 0 ? null : { end: end + 1, take: () => tag(held.slice(from + 1, end)) }
  }

  const read = (last: boolean) => {
    let at = 0
    for (;;) {
      const next = held.indexOf('<', at)
      if (next < 0) {
        // A character by name may go on in the next piece.
        const amp = last ? -1 : held.lastIndexOf('&')
        const until = amp >= at && amp > held.length - 40 && !held.slice(amp).includes(';') ? amp : held.length
        say(held.slice(at, until))
        at = until
        break
      }
      say(held.slice(at, next))
      at = next
      const markup = markupEnd(next)
      if (!markup) {
        if (held.length - next > mostMarkup)
          throw fault('xml-too-large', 'a tag is longer than a million characters.', 'une balise dépasse un million de caractères.')
        break
      }
      markup.take()
      line += count(held.slice(next, markup.end))
      at = markup.end
    }
    held = held.slice(at)
  }

  return {
    push(chunk) {
      held += chunk
      read(false)
    },
    end() {
      read(true)
      if (held !== '' || path.length > 0 || !seenRoot)
        throw fault(
          'xml-unreadable',
          seenRoot ? 'the file ends before its root is closed.' : 'there is no XML.',
          seenRoot ? 'le fichier finit avant la fin de sa racine.' : 'il n’y a pas de XML.',
        )
    },
  }
}

function tagEnd(text: string, from: number): number {
  let quote = ''
  for (let at = from + 1; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at
  }
  return -1
}

const names: Readonly<Record<string, string>> = { 'lt;': '<', 'gt;': '>', 'amp;': '&', 'quot;': '"', 'apos;': "'" }

function entity(name: string): string | null {
  if (Object.hasOwn(names, name)) return names[name] ?? null
  const code = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));$/.exec(name)
  if (!code) return null
  const point = code[1] !== undefined ? Number.parseInt(code[1], 16) : Number(code[2])
  const allowed =
    point === 9 ||
    point === 10 ||
    point === 13 ||
    (point >= 32 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff)
  return allowed ? String.fromCodePoint(point) : null
}

function count(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
