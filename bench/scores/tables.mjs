// Score tables: the rows, splits and matrices that learners of Millrace and of Python both read, as files of little-endian numbers.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { randomFrom, shuffledIndices } from '../../engine/learn/random.ts'
import { writeSynthA, writeSynthH } from '../synthetic.mjs'

const data = process.env.MILLRACE_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
const run = promisify(execFile)
/** The columns that a call or a rental is known by only afterwards are left out: `duration`; `casual` and `registered`. */
const publicTables = {
  'bank-marketing': {
    separator: ';',
    columns: 'age job marital education default balance housing loan contact day month campaign pdays previous poutcome',
    target: 'y',
    yes: 'yes',
  },
  'compas-two-years': {
    separator: ',',
    columns: 'sex age race juv_fel_count juv_misd_count juv_other_count priors_count c_charge_degree',
    target: 'two_year_recid',
    yes: '1',
  },
  'bike-hourly': {
    separator: ',',
    columns: 'season yr mnth hr holiday weekday workingday weathersit temp atemp hum windspeed',
    target: 'cnt',
    yes: null,
  },
}
const generated = {
  'synth-H': { write: (folder) => writeSynthH(folder, 30_000), number: false },
  'synth-A': { write: (folder) => writeSynthA(folder, 15_000), number: true },
}

export const tableNames = [...Object.keys(publicTables), ...Object.keys(generated)]

/**
 * Writes into `folder`: `x.bin` (a column after the other, texts as places in their sorted levels), `y.bin`, `table.json` (levels of each column, 0 for
 * numbers; whether a number is asked for), `wide.bin` (a column of yes and no for each level), and for each seed `order-N.bin`, of whose rows the first
 * two thirds are learned from, and `scale-N.bin` (means, then deviations of the wide columns in those). False where the table is not on this machine:
 * public ones are looked for in the folder that MILLRACE_DATA names, or in ../shared/data.
 */
export async function writeTable(name, folder, { python, seeds }) {
  if (name in generated) {
    const { write, number } = generated[name]
    const { features } = write(folder)
    writeFileSync(join(folder, 'table.json'), JSON.stringify({ levels: new Array(features).fill(0), number }))
  } else {
    const file = join(data, `${name}.csv`)
    if (!existsSync(file)) return false
    await run(python, [join(import.meta.dirname, 'read_table.py'), file, JSON.stringify(publicTables[name]), folder])
  }
  const { x, y } = readTable(folder)
  const wide = widened(x)
  writeNumbers(join(folder, 'wide.bin'), wide)
  for (let seed = 0; seed < seeds; seed++) {
    const order = shuffledIndices(y.length, randomFrom(seed))
    writeFileSync(join(folder, `order-${seed}.bin`), new Uint8Array(order.buffer))
    const { train } = partsOf(order)
    const means = wide.map((column) => train.reduce((sum, row) => sum + column[row], 0) / train.length)
    const deviations = wide.map((column, at) => {
      const variance = train.reduce((sum, row) => sum + (column[row] - means[at]) ** 2, 0) / train.length
      return variance > 0 ? Math.sqrt(variance) : 1
    })
    writeNumbers(join(folder, `scale-${seed}.bin`), [Float64Array.from(means), Float64Array.from(deviations)])
  }
  return true
}

/** The table as it lies in `folder`: coded columns with their levels, the target, whether it is a number. */
export function readTable(folder) {
  const { levels, number } = JSON.parse(readFileSync(join(folder, 'table.json'), 'utf8'))
  const y = readNumbers(join(folder, 'y.bin'))
  const columns = columnsOf(readNumbers(join(folder, 'x.bin')), y.length)
  return { x: { rows: y.length, columns, names: columns.map((_, at) => `x${at}`), levels }, y, number }
}

/** The wide columns, and of a seed the rows of each part, the means and the deviations. */
export function readWide(folder) {
  const columns = columnsOf(readNumbers(join(folder, 'wide.bin')), statSync(join(folder, 'y.bin')).size / 8)
  return { rows: columns[0].length, columns, names: columns.map((_, at) => `w${at}`) }
}
export function readSplit(folder, seed) {
  const scale = readNumbers(join(folder, `scale-${seed}.bin`))
  const half = scale.length / 2
  const order = readFileSync(join(folder, `order-${seed}.bin`))
  return {
    ...partsOf(new Int32Array(order.buffer.slice(order.byteOffset, order.byteOffset + order.byteLength))),
    means: scale.subarray(0, half),
    deviations: scale.subarray(half),
  }
}

const partsOf = (order) => {
  const cut = Math.floor((order.length * 2) / 3)
  return { train: order.slice(0, cut), test: order.slice(cut).sort() }
}

function readNumbers(path) {
  const bytes = readFileSync(path)
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

const columnsOf = (cells, rows) => Array.from({ length: cells.length / rows }, (_, at) => cells.subarray(at * rows, (at + 1) * rows))

function writeNumbers(path, columns) {
  writeFileSync(path, Buffer.concat(columns.map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength))))
}

const widened = ({ columns, levels }) =>
  columns.flatMap((column, at) =>
    levels[at] === 0 ? [column] : Array.from({ length: levels[at] }, (_, level) => column.map((value) => (value === level ? 1 : 0))),
  )
