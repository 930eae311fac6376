// Reads ORC (versions 0.11 and 0.12, which is what "1.x" writers write) in bounded memory: a chunk of each stream, a stripe at a time.
import { closeSync, openSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { NodeProblem } from '../../../../nodes/kit/problem.ts'
import type { ScalarType } from '../../../relation/types.ts'
import type { RecordReading } from '../convert-records.ts'
import { isObject } from '../flatten-record.ts'
import type { RecordOrFault } from '../json-records.ts'
import { staysWhole, type JsonValue, type RecordShape } from '../record-shape.ts'
import { OrcError } from './orc-error.ts'
import { readOrcFile, readStripe, type OrcFile, type OrcType } from './orc-file.ts'
import { orcKind, orcValues } from './orc-values.ts'

/** Rows that hold no byte at all are nobody's data beyond so many. */
const mostEmpty = 1_000_000

const columnTypes: Readonly<Record<number, ScalarType>> = {
  [orcKind.boolean]: 'bool',
  [orcKind.byte]: 'int',
  [orcKind.short]: 'int',
  [orcKind.int]: 'int',
  [orcKind.long]: 'int',
  [orcKind.float]: 'float',
  [orcKind.double]: 'float',
  [orcKind.string]: 'text',
  [orcKind.binary]: 'text',
  [orcKind.timestamp]: 'timestamp',
  [orcKind.decimal]: 'float',
  [orcKind.date]: 'date',
  [orcKind.varchar]: 'text',
  [orcKind.char]: 'text',
  [orcKind.instant]: 'timestamp',
}

/** The rows of an ORC file. Packed by zlib, Snappy, LZ4, Zstandard or not at all. */
export async function orcRecords(path: string, shape: RecordShape): Promise<RecordReading> {
  const { size } = await stat(path)
  const file = openSync(path, 'r')
  let read: OrcFile
  try {
    read = guarded(() => readOrcFile(file, size))
  } catch (error) {
    closeSync(file)
    throw error
  }
  const root = read.types[0]
  const known = new Map<string, ScalarType | null>()
  if (root?.kind === orcKind.struct)
    root.children.forEach((child, place) => {
      const kind = read.types[child]?.kind ?? -1
      const type = columnTypes[kind] ?? null
      if (type || staysWhole(shape)) known.set(root.names[place] ?? '', type)
    })
  return { known, records: rowsOf(file, read) }
}

async function* rowsOf(file: number, { types, stripes, codec }: OrcFile): AsyncGenerator<RecordOrFault> {
  try {
    let rows = 0
    for (const stripe of stripes) {
      const taken = { values: 0 }
      const next = guarded(() => {
        if (stripe.rows > mostEmpty && !holdsBytes(types, 0)) throw new OrcError('empty')
        return orcValues({ types, stripe: readStripe(file, stripe, codec), taken }, 0)
      })
      for (let row = 0; row < stripe.rows; row++) {
        taken.values = 0
        const record: JsonValue = guarded(next)
        yield { record: isObject(record) ? record : { value: record } }
        // Others get their turn: the process answers its engine.
        if (++rows % 20_000 === 0) await new Promise((done) => setImmediate(done))
      }
    }
  } finally {
    closeSync(file)
  }
}

/** Whether a value of this type takes any byte: a struct of nothing does not, however many there are. */
function holdsBytes(types: readonly OrcType[], id: number, depth = 0): boolean {
  const type = types[id]
  if (!type || depth > 100) return false
  return type.kind !== orcKind.struct || type.children.some((child) => holdsBytes(types, child, depth + 1))
}

function guarded<T>(ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    // What unpacks a chunk says in its own words that the bytes are none.
    const { text } = error instanceof OrcError ? error : new OrcError('cut')
    throw new NodeProblem({
      code: 'orc-unreadable',
      param: 'path',
      text: { en: `The ORC file cannot be read: ${text.en}.`, fr: `Le fichier ORC est illisible : ${text.fr}.` },
      action: { en: 'Write it again, or choose another file.', fr: 'Réécrivez-le, ou choisissez un autre fichier.' },
    })
  }
}
