import { createWriteStream } from 'node:fs'
import { open, readFile, rename, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import type { WorkSheet, XLSX$Utils } from '@e965/xlsx'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { Text } from '../../protocol/text.ts'

const mostBytes = 512 * 1024 * 1024
const mostRatio = 200

/** What of a workbook is to be read. */
export interface SheetsWanted {
  /** Names with semicolons between them, `*` for any text; the first sheet when absent. */
  readonly sheet?: string
  readonly range?: string
  readonly fillMerged?: boolean
}

export interface ConvertedSheets {
  readonly sheets: readonly { readonly name: string; readonly path: string }[]
  readonly notices: readonly Text[]
}

/**
 * Writes sheets of a workbook as UTF-8 CSV files whose names begin with `stem`, and what it wrote to `stem`.json. Runs in a worker process.
 * Throws NodeProblem `workbook-unsafe` for an archive that would unpack beyond all measure, before unpacking it; `workbook-unreadable`,
 * `sheet-missing`, `range-wrong`, `sheet-empty`.
 */
export async function convertExcel(path: string, wanted: SheetsWanted, stem: string): Promise<ConvertedSheets> {
  await refuseBomb(path)
  const xlsx = await import('@e965/xlsx')
  const bytes = await readFile(path)
  const open = (settings: object) => guarded(() => xlsx.read(bytes, settings))
  const all = open({ bookSheets: true }).SheetNames
  const names = chosenSheets(all, wanted.sheet)
  const workbook = open({ dense: true, cellDates: true, sheets: names })
  const sheets: { name: string; path: string }[] = []
  for (const [index, name] of names.entries()) {
    const found = workbook.Sheets[name]
    if (!found) throw unreadable(new Error(name))
    const rows = guarded(() => rowsOf(found, wanted, xlsx.utils))
    if (rows.length === 0 && names.length > 1) continue
    const target = `${stem}-${index}.csv`
    await writeRows(rows, target)
    sheets.push({ name, path: target })
  }
  const notices: Text[] =
    all.length > 1 && wanted.sheet === undefined
      ? [
          {
            en: `The first of ${all.length} sheets was read: ${names[0]}.`,
            fr: `La première des ${all.length} feuilles a été lue : ${names[0]}.`,
          },
        ]
      : []
  const converted = { sheets, notices }
  await writeFile(`${stem}.json.${process.pid}.part`, JSON.stringify(converted))
  await rename(`${stem}.json.${process.pid}.part`, `${stem}.json`)
  return converted
}

function chosenSheets(all: readonly string[], wanted: string | undefined): string[] {
  if (wanted === undefined) return all.slice(0, 1)
  if (all.includes(wanted)) return [wanted]
  const chosen = new Set<string>()
  for (const pattern of wanted.split(';').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))) {
    const fit = all.filter((name) => name === pattern || (pattern.includes('*') && likeName(name, pattern)))
    if (fit.length === 0) throw sheetMissing(pattern, all)
    for (const name of fit) chosen.add(name)
  }
  return [...chosen]
}

/** Whether a name fits a pattern whose stars stand for any text. */
function likeName(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const [index, part] of rest.entries()) {
    const found = index === rest.length - 1 ? (name.endsWith(part) ? name.length - part.length : -1) : name.indexOf(part, at)
    if (found < at) return false
    at = found + part.length
  }
  return true
}

function rowsOf(sheet: WorkSheet, { range, fillMerged }: SheetsWanted, utils: XLSX$Utils): readonly unknown[][] {
  if (range !== undefined && !/^\$?[A-Z]{1,3}\$?[1-9]\d{0,6}:\$?[A-Z]{1,3}\$?[1-9]\d{0,6}$/i.test(range)) throw badRange(range)
  const area = utils.decode_range((range ?? sheet['!ref'] ?? 'A1').replaceAll('$', '').toUpperCase())
  const there = utils.decode_range(sheet['!ref'] ?? 'A1')
  const cut = { s: area.s, e: { r: Math.min(area.e.r, there.e.r), c: Math.min(area.e.c, there.e.c) } }
  if (cut.e.r < cut.s.r || cut.e.c < cut.s.c) return []
  const grid = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, blankrows: true, defval: null, range: cut })
  if (fillMerged)
    for (const { s, e } of sheet['!merges'] ?? []) {
      const value = grid[s.r - cut.s.r]?.[s.c - cut.s.c] ?? null
      for (let row = Math.max(s.r, cut.s.r); row <= Math.min(e.r, cut.e.r); row++)
        for (let column = Math.max(s.c, cut.s.c); column <= Math.min(e.c, cut.e.c); column++) {
          const cells = grid[row - cut.s.r]
          if (cells) cells[column - cut.s.c] = value
        }
    }
  return grid.filter((row) => row.some((cell) => cell !== null && cell !== undefined))
}

async function writeRows(rows: readonly unknown[][], target: string): Promise<void> {
  const part = `${target}.${process.pid}.part`
  const out = createWriteStream(part)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  for (const row of rows) {
    const line = Array.from({ length: width }, (_, index) => csvCell(row[index])).join(',')
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  await rename(part, target)
}

/** The library throws plain errors on workbooks that are damaged. */
function guarded<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw error instanceof NodeProblem ? error : unreadable(error)
  }
}

function unreadable(error: unknown): NodeProblem {
  const message = error instanceof Error ? error.message : String(error)
  return new NodeProblem({
    code: 'workbook-unreadable',
    param: 'path',
    text: {
      en: 'This is no workbook that can be read, or it has a password.',
      fr: 'Ce classeur est illisible, ou protégé par un mot de passe.',
    },
    action: { en: `Save it again as .xlsx or CSV. (${message})`, fr: `Enregistrez-le à nouveau en .xlsx ou en CSV. (${message})` },
  })
}

function sheetMissing(name: string, all: readonly string[]): NodeProblem {
  const list = all.slice(0, 10).join(', ')
  return new NodeProblem({
    code: 'sheet-missing',
    param: 'sheet',
    text: { en: `There is no sheet “${name}”.`, fr: `Il n’y a pas de feuille « ${name} ».` },
    action: { en: `Choose one of: ${list}.`, fr: `Choisissez parmi : ${list}.` },
  })
}

function badRange(range: string): NodeProblem {
  return new NodeProblem({
    code: 'range-wrong',
    param: 'range',
    text: { en: `“${range}” is no range of cells.`, fr: `« ${range} » n’est pas une plage de cellules.` },
    action: { en: 'Write it as B3:F200.', fr: 'Écrivez-la comme B3:F200.' },
  })
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
