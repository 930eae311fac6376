import { createWriteStream } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { once } from 'node:events'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { Text } from '../../protocol/text.ts'

const mostBytes = 512 * 1024 * 1024
const mostRatio = 200

/**
 * Writes one sheet of a workbook (the first unless named) as UTF-8 CSV. Runs in a worker process. Throws NodeProblem `workbook-unsafe` for
 * an archive that would unpack beyond all measure, before unpacking it; `workbook-unreadable`, `sheet-missing`.
 */
export async function convertExcel(path: string, sheet: string | undefined, target: string): Promise<readonly Text[]> {
  await refuseBomb(path)
  const { read, utils } = await import('@e965/xlsx')
  let workbook
  try {
    workbook = read(await readFile(path), { dense: true, cellDates: true, sheets: sheet ?? 0 })
  } catch (error) {
    throw new NodeProblem({
      code: 'workbook-unreadable',
      param: 'path',
      text: {
        en: 'This is no workbook that can be read, or it has a password.',
        fr: 'Ce classeur est illisible, ou protégé par un mot de passe.',
      },
      action: {
        en: `Save it again as .xlsx or CSV. (${error instanceof Error ? error.message : String(error)})`,
        fr: `Enregistrez-le à nouveau en .xlsx ou en CSV. (${error instanceof Error ? error.message : String(error)})`,
      },
    })
  }
  const name = sheet ?? workbook.SheetNames[0] ?? ''
  const found = workbook.Sheets[name]
  if (!found)
    throw new NodeProblem({
      code: 'sheet-missing',
      param: 'sheet',
      text: { en: `There is no sheet “${name}”.`, fr: `Il n’y a pas de feuille « ${name} ».` },
      action: {
        en: `Choose one of: ${workbook.SheetNames.slice(0, 10).join(', ')}.`,
        fr: `Choisissez parmi : ${workbook.SheetNames.slice(0, 10).join(', ')}.`,
      },
    })
  const part = `${target}.${process.pid}.part`
  const out = createWriteStream(part)
  const rows = utils.sheet_to_json<unknown[]>(found, { header: 1, raw: true, blankrows: false, defval: null })
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  for (const row of rows) {
    const line = Array.from({ length: width }, (_, index) => csvCell(row[index])).join(',')
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  await rename(part, target)
  const others = workbook.SheetNames.length - 1
  return others > 0 && sheet === undefined
    ? [{ en: `The first of ${others + 1} sheets was read: ${name}.`, fr: `La première des ${others + 1} feuilles a été lue : ${name}.` }]
    : []
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const text = value.toISOString()
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
  }
  const text =
    typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value)
  return /[",\n\r]|^\s|\s$/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text
}

/** Adds up what the central directory of a zip says its members unpack to. */
async function refuseBomb(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, 66_000))
    await file.read(tail, 0, tail.length, size - tail.length)
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    // Old .xls workbooks are no zip; what they hold is as large as they are.
    if (end < 0) return
    const count = tail.readUInt16LE(end + 10)
    const length = tail.readUInt32LE(end + 12)
    const start = tail.readUInt32LE(end + 16)
    const directory = Buffer.alloc(Math.min(length, 16 * 1024 * 1024))
    await file.read(directory, 0, directory.length, start)
    let total = 0
    for (let at = 0, seen = 0; seen < count && at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; seen++) {
      total += directory.readUInt32LE(at + 24)
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    if (total > mostBytes || (total > 10 * 1024 * 1024 && total / Math.max(1, size) > mostRatio)) throw bomb(size, total)
  } finally {
    await file.close()
  }
}

function bomb(packed: number, unpacked: number): NodeProblem {
  const mega = (bytes: number) => Math.round(bytes / 1024 / 1024)
  return new NodeProblem({
    code: 'workbook-unsafe',
    param: 'path',
    text: {
      en: `This workbook of ${mega(packed)} MB would unpack to ${mega(unpacked)} MB; it was not opened.`,
      fr: `Ce classeur de ${mega(packed)} Mo se décompresserait en ${mega(unpacked)} Mo ; il n’a pas été ouvert.`,
    },
    action: { en: 'Export the sheet as CSV if you trust the file.', fr: 'Exportez la feuille en CSV si vous faites confiance au fichier.' },
  })
}
