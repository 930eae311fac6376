import { open } from 'node:fs/promises'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { FileKind } from '../../../nodes/kit/file-kinds.ts'
import type { Text } from '../../protocol/text.ts'

interface Signature {
  /** Bytes that such a file begins with. */
  readonly start: string
  readonly is: Text
  /** The format under which it can be read. */
  readonly kind?: FileKind
}

const database: Text = { en: 'an SQLite database', fr: 'une base SQLite' }
const archive: Text = { en: 'an archive', fr: 'une archive' }
const picture: Text = { en: 'a picture', fr: 'une image' }
const workbook: Signature = { start: 'PK\x03\x04', is: { en: 'a workbook', fr: 'un classeur' }, kind: 'excel' }

const signatures: readonly Signature[] = [
  { start: 'PAR1', is: { en: 'a Parquet file', fr: 'un fichier Parquet' }, kind: 'parquet' },
  { start: 'ORC', is: { en: 'an ORC file', fr: 'un fichier ORC' }, kind: 'orc' },
  { start: 'Obj\x01', is: { en: 'an Avro file', fr: 'un fichier Avro' }, kind: 'avro' },
  { start: 'ARROW1\0\0', is: { en: 'an Arrow file', fr: 'un fichier Arrow' }, kind: 'arrow' },
  { start: '\xd0\xcf\x11\xe0', is: { en: 'a workbook of an old Excel', fr: 'un classeur d’un ancien Excel' }, kind: 'excel' },
  { start: 'SQLite format 3\0', is: database },
  { start: 'PK\x03\x04', is: { en: 'a zip archive', fr: 'une archive zip' } },
  { start: '\x1f\x8b', is: { en: 'packed by gzip', fr: 'compressé par gzip' } },
  { start: '\x28\xb5\x2f\xfd', is: { en: 'packed by Zstandard', fr: 'compressé par Zstandard' } },
  { start: '7z\xbc\xaf', is: archive },
  { start: 'Rar!', is: archive },
  { start: '\xfd7zXZ', is: archive },
  { start: '%PDF-', is: { en: 'a PDF', fr: 'un PDF' } },
  { start: '\x89PNG', is: picture },
  { start: '\xff\xd8\xff', is: picture },
  { start: 'GIF8', is: picture },
]

const packings: Readonly<Record<string, string>> = { gz: '\x1f\x8b', zst: '\x28\xb5\x2f\xfd' }
/** DuckDB reads lines up to so many bytes. */
const longestLine = 2_097_152
const looked = 4 * longestLine

/**
 * Looks at the first bytes of what is to be read as text. Throws NodeProblem `file-other` for a file of another kind, `file-not-packed` for a name
 * that says to be packed, `file-binary` for bytes that are no text, and, for tables, `line-too-long`.
 */
export async function refuseOtherFiles(path: string, as: 'csv' | 'json' | 'xml' | 'lines'): Promise<void> {
  const head = await firstBytes(path, as === 'csv' ? looked : 65_536)
  const start = head.toString('latin1', 0, 4096)
  const packed = /\.(gz|zst)$/i.exec(path)?.[1]?.toLowerCase()
  if (packed !== undefined) {
    if (!start.startsWith(packings[packed] ?? '')) throw notPacked(packed)
    return
  }
  // A text may begin with the letters ORC too; it holds no byte such as these.
  const isText = !head.subarray(0, 4096).some((byte) => byte < 9) && !start.startsWith('%PDF-')
  const found = isText ? undefined : signatures.find((signature) => start.startsWith(signature.start))
  if (found) throw other(found.start === workbook.start && isWorkbook(start) ? workbook : found, as)
  if (isBinary(head.subarray(0, 4096))) throw binary()
  if (as === 'csv') refuseLongLines(head)
}

async function firstBytes(path: string, most: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(most, size)), 0, Math.min(most, size), 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const isWorkbook = (start: string) => /\[Content_Types\]\.xml|xl\/|opendocument\.spreadsheet/.test(start)

/** Bytes below the blank that no text has, in one of ten places or more. Texts of two bytes a letter have a zero in half of them. */
function isBinary(bytes: Buffer): boolean {
  const isControl = (byte: number) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27
  const share = (of: readonly number[]) => of.filter(isControl).length / Math.max(1, of.length)
  const all = [...bytes]
  const halves = [0, 1].map((half) => all.filter((_, index) => index % 2 === half))
  return all.length >= 16 && share(all) > 0.1 && Math.min(...halves.map(share)) > 0.1
}

function refuseLongLines(head: Buffer): void {
  let [from, line] = [0, 1]
  while (head.length - from > longestLine) {
    const end = head.indexOf(10, from)
    const next = end < 0 ? head.length : end
    // Files of old Macintoshes part their lines by another byte.
    if (next - from > longestLine && !head.subarray(from, next).includes(13)) throw tooLong(line)
    from = next + 1
    line++
  }
}

function other({ is, kind }: Signature, as: string): NodeProblem {
  return new NodeProblem({
    code: 'file-other',
    param: 'path',
    text: {
      en: `This is no text: it is ${is.en}, whatever its name says.`,
      fr: `Ce n’est pas du texte : c’est ${is.fr}, quoi qu’en dise son nom.`,
    },
    action:
      is === database
        ? { en: 'Read it with the node “Database”.', fr: 'Lisez-la avec le nœud « Base de données ».' }
        : kind
          ? { en: 'Read it as what it is, or choose another file.', fr: 'Lisez-le pour ce qu’il est, ou choisissez un autre fichier.' }
          : {
              en: 'Unpack or export it first, or choose another file.',
              fr: 'Décompressez-le ou exportez-le d’abord, ou choisissez un autre fichier.',
            },
    ...(kind &&
      as !== 'lines' && { fixes: [{ label: { en: `Read it as ${is.en}`, fr: `Lire comme ${is.fr}` }, params: { format: kind } }] }),
  })
}

function notPacked(ending: string): NodeProblem {
  return new NodeProblem({
    code: 'file-not-packed',
    param: 'path',
    text: {
      en: `The name ends in .${ending}, but the file is not packed that way.`,
      fr: `Le nom finit par .${ending}, mais le fichier n’est pas compressé ainsi.`,
    },
    action: { en: 'Rename the file, or choose another one.', fr: 'Renommez le fichier, ou choisissez-en un autre.' },
  })
}

function binary(): NodeProblem {
  return new NodeProblem({
    code: 'file-binary',
    param: 'path',
    text: { en: 'The file holds bytes that are no text.', fr: 'Le fichier contient des octets qui ne sont pas du texte.' },
    action: { en: 'Say what format it has, or choose another file.', fr: 'Dites quel est son type, ou choisissez un autre fichier.' },
  })
}

function tooLong(line: number): NodeProblem {
  return new NodeProblem({
    code: 'line-too-long',
    param: 'path',
    row: line,
    text: { en: `Line ${line} is longer than 2 MB.`, fr: `La ligne ${line} dépasse 2 Mo.` },
    action: {
      en: 'No table has such lines: check that the file is a text with one row a line.',
      fr: 'Aucun tableau n’a de telles lignes : vérifiez que le fichier est un texte avec une ligne par enregistrement.',
    },
  })
}
