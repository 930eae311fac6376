import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { ScalarType } from '../../relation/types.ts'
import { flattenRecord, type FlatRecord } from './flatten-record.ts'
import { jsonRecords, type RecordOrFault } from './json-records.ts'
import { findColumns } from './record-columns.ts'
import type { JsonValue, RecordFormat, RecordShape } from './record-shape.ts'
import { xmlRecords } from './xml-records.ts'

export interface RecordsWanted {
  readonly format: RecordFormat
  readonly shape: RecordShape
}

/** What was written: rows as JSON lines with keys `c0`, `c1`, ... in the order of `columns`, and what was no record beside them. */
export interface ConvertedRecords {
  readonly rows: string
  readonly faults: string
  readonly columns: readonly { readonly name: string; readonly type: ScalarType }[]
  readonly records: number
  readonly rejected: number
}

const mostColumns = 20_000

/** Records of a file, and the columns that it declares in their order; null where the type comes from the values. */
export interface RecordReading {
  readonly records: AsyncIterable<RecordOrFault>
  readonly known?: ReadonlyMap<string, ScalarType | null>
}

/**
 * Writes the records of a file as rows to `stem`-rows.jsonl, in a worker process: every record is a row (or several), or stands with line and
 * reason in `stem`-faults.jsonl, or stops the conversion. Throws NodeProblem `record-unreadable`, `no-records`, and those of the readers.
 */
export async function convertRecords(path: string, wanted: RecordsWanted, stem: string): Promise<ConvertedRecords> {
  const { records, known } = await openRecords(path, wanted)
  const finder = findColumns({ textTypes: wanted.format === 'xml', ...(known && { known }) })
  const places = new Map<string, number>([...(known?.keys() ?? [])].map((name, index) => [name, index]))
  const target = { rows: `${stem}-rows.jsonl`, faults: `${stem}-faults.jsonl` }
  const rows = lineWriter(`${target.rows}.part`)
  const faults = lineWriter(`${target.faults}.part`)
  let count = 0
  let rejected = 0
  try {
    for await (const item of records) {
      if ('fault' in item) {
        if (wanted.shape.badRows === 'fail') throw badRecord(item)
        rejected++
        await faults.write(JSON.stringify({ line: item.line, reason: item.fault, record: item.text }))
        continue
      }
      count++
      for (const flat of flattenRecord(item.record, wanted.shape)) {
        finder.see(flat)
        if (places.size > mostColumns || flat.size > mostColumns) throw tooWide()
        await rows.write(lineOf(flat, places))
      }
    }
    if (count === 0 && rejected === 0) throw noRecords(wanted)
  } catch (error) {
    await Promise.all([rows.abandon(), faults.abandon()])
    throw error
  }
  await Promise.all([rows.close(), faults.close()])
  await Promise.all([rename(`${target.rows}.part`, target.rows), rename(`${target.faults}.part`, target.faults)])
  const converted = { ...target, columns: finder.columns(), records: count, rejected }
  await writeFile(`${stem}-records.json.part`, JSON.stringify(converted))
  await rename(`${stem}-records.json.part`, `${stem}-records.json`)
  return converted
}

async function openRecords(path: string, { format, shape }: RecordsWanted): Promise<RecordReading> {
  switch (format) {
    case 'json':
      return { records: jsonRecords(path, shape) }
    case 'xml':
      return { records: xmlRecords(path, shape) }
    case 'avro': {
      const { avroRecords } = await import('./avro-records.ts')
      return avroRecords(path, shape)
    }
    case 'arrow': {
      const { arrowRecords } = await import('./arrow-records.ts')
      return arrowRecords(path, shape)
    }
    case 'orc': {
      const { orcRecords } = await import('./orc/orc-records.ts')
      return orcRecords(path, shape)
    }
  }
}

/** A row with its keys by place: no name of the file meets the reader. */
function lineOf(flat: FlatRecord, places: Map<string, number>): string {
  const cells: string[] = []
  for (const [name, value] of flat) {
    let place = places.get(name)
    if (place === undefined) {
      place = places.size
      places.set(name, place)
    }
    if (value !== null) cells.push(`"c${place}":${cellText(value)}`)
  }
  return `{${cells.join(',')}}`
}

function cellText(value: JsonValue): string {
  if (typeof value === 'bigint') return value >= -(2n ** 63n) && value < 2n ** 63n ? String(value) : `"${value}"`
  if (typeof value === 'number') return Number.isFinite(value) ? (Object.is(value, -0) ? '-0.0' : String(value)) : `"${value}"`
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
}

function lineWriter(path: string) {
  const stream = createWriteStream(path)
  const failed = new Promise<never>((_, reject) => stream.once('error', reject))
  // Whoever writes next hears of it.
  failed.catch(() => undefined)
  let held = ''
  const flush = async () => {
    const text = held
    held = ''
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed])
  }
  return {
    async write(line: string) {
      held += `${line}\n`
      if (held.length > 65_536) await flush()
    },
    async close() {
      await flush()
      stream.end()
      await Promise.race([once(stream, 'close'), failed])
    },
    async abandon() {
      stream.destroy()
      await rm(path, { force: true })
    },
  }
}

function badRecord({ line, fault, text }: Extract<RecordOrFault, { fault: string }>): NodeProblem {
  const start = text.slice(0, 80)
  const frFault = fault === 'no JSON' ? 'pas du JSON' : 'des octets qui ne sont pas du texte'
  return new NodeProblem({
    code: 'record-unreadable',
    param: 'path',
    row: line,
    text: { en: `Line ${line} holds ${fault}: “${start}”.`, fr: `La ligne ${line} contient ${frFault} : « ${start} ».` },
    action: { en: 'Mend it, or send such rows to the second output.', fr: 'Corrigez-la, ou envoyez ces lignes à la seconde sortie.' },
    fixes: [{ label: { en: 'Set such rows apart', fr: 'Mettre ces lignes à part' }, params: { badRows: 'skip' } }],
  })
}

function noRecords({ shape }: RecordsWanted): NodeProblem {
  const path = shape.path.trim()
  return new NodeProblem({
    code: 'no-records',
    param: path === '' ? 'path' : 'recordPath',
    text:
      path === ''
        ? { en: 'The file holds no record.', fr: 'Le fichier ne contient aucun enregistrement.' }
        : { en: `Nothing lies at “${path}” in this file.`, fr: `Rien ne se trouve à « ${path} » dans ce fichier.` },
    action: {
      en: 'Say where the records lie, or leave the path empty.',
      fr: 'Dites où sont les enregistrements, ou laissez le chemin vide.',
    },
  })
}

function tooWide(): NodeProblem {
  return new NodeProblem({
    code: 'too-many-columns',
    param: 'flatten',
    text: {
      en: `The records have more than ${mostColumns} different names.`,
      fr: `Les enregistrements ont plus de ${mostColumns} noms différents.`,
    },
    action: { en: 'Flatten fewer levels: deeper ones stay JSON.', fr: 'Aplatissez moins de niveaux : les plus profonds restent du JSON.' },
  })
}
