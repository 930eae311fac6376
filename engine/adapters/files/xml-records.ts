import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { openBytes, type RecordOrFault } from './json-records.ts'
import { pathParts, type JsonValue, type RecordShape } from './record-shape.ts'
import { createXmlReader } from './xml-reader.ts'

type XmlNode = Record<string, JsonValue | JsonValue[]>

const mostRecord = 16_000_000

/**
 * The records of an XML file: the elements at the path, with or without the root before them; without a path the children of the root. An
 * attribute is `@name`, the text beside other parts `#text`, an element that occurs several times an array. An empty element is missing.
 */
export async function* xmlRecords(path: string, shape: RecordShape): AsyncGenerator<RecordOrFault> {
  const found: JsonValue[] = []
  const reader = createXmlReader(recordEvents(pathParts(shape.path), (record) => found.push(record)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const push = (bytes: Buffer | undefined) => {
    let text
    try {
      text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw new NodeProblem({
        code: 'xml-encoding',
        param: 'encoding',
        text: {
          en: 'The file holds bytes that are no text in its encoding.',
          fr: 'Le fichier contient des octets étrangers à son encodage.',
        },
        action: { en: 'Say which encoding it has.', fr: 'Dites quel est son encodage.' },
      })
    }
    reader.push(text)
  }
  for await (const bytes of openBytes(path)) {
    push(bytes as Buffer)
    for (const record of found.splice(0)) yield { record }
  }
  push(undefined)
  reader.end()
  for (const record of found.splice(0)) yield { record }
}

interface Open {
  readonly name: string
  readonly node: XmlNode
  text: string
  hasParts: boolean
}

function recordEvents(parts: readonly string[], give: (record: JsonValue) => void) {
  const path: string[] = []
  const open: Open[] = []
  let size = 0
  const grow = (by: number) => {
    size += by
    if (size > mostRecord)
      throw new NodeProblem({
        code: 'xml-too-large',
        param: 'recordPath',
        text: { en: 'A record is larger than 16 million characters.', fr: 'Un enregistrement dépasse 16 millions de caractères.' },
        action: {
          en: 'Say where the records lie: shop/order, for example.',
          fr: 'Dites où se trouvent les enregistrements : shop/order, par exemple.',
        },
      })
  }
  return {
    open(name: string, attributes: readonly (readonly [string, string])[]) {
      path.push(name)
      if (open.length === 0 && !isRecord(path, parts)) return
      if (open.length === 0) size = 0
      const node = Object.create(null) as XmlNode
      for (const [key, value] of attributes) {
        node[`@${key}`] = value
        grow(key.length + value.length)
      }
      grow(name.length)
      open.push({ name, node, text: '', hasParts: attributes.length > 0 })
    },
    text(text: string) {
      const top = open.at(-1)
      if (!top) return
      grow(text.length)
      top.text += text
    },
    close() {
      path.pop()
      const done = open.pop()
      if (!done) return
      const text = done.text.trim()
      if (done.hasParts && text !== '') done.node['#text'] = text
      const value: JsonValue = done.hasParts ? (done.node as JsonValue) : text === '' ? null : text
      const parent = open.at(-1)
      if (!parent) {
        give(done.hasParts ? value : { [done.name]: value })
        return
      }
      parent.hasParts = true
      const before = parent.node[done.name]
      if (before === undefined) parent.node[done.name] = value
      else if (repeated.has(before as object)) (before as JsonValue[]).push(value)
      else {
        const list: JsonValue[] = [before as JsonValue, value]
        repeated.add(list)
        parent.node[done.name] = list
      }
    },
  }
}

/** Arrays that were made here: no value of XML is one. */
const repeated = new WeakSet<object>()

function isRecord(path: readonly string[], parts: readonly string[]): boolean {
  const fits = (from: readonly string[]) => from.length === parts.length && parts.every((part, at) => part === '*' || part === from[at])
  return parts.length === 0 ? path.length === 2 : fits(path) || fits(path.slice(1))
}
