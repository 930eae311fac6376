// Writes assets/samples: tables made by seeded generators, and files of vega-datasets whose terms allow it. The same call gives the same bytes.

import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { customers, products } from './samples/customers.mjs'
import { loans } from './samples/loans.mjs'
import { retailOrders } from './samples/retail-orders.mjs'
import { sensors } from './samples/sensors.mjs'
import { toCsv } from './samples/to-csv.mjs'
import { toSqlite } from './samples/to-sqlite.mjs'
import { borrowed, generated, readme } from './samples/texts.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const target = join(root, 'assets', 'samples')
const source = join(root, 'node_modules', 'vega-datasets', 'data')
const largest = 2_000_000

const people = customers(1400, 11)
const goods = products(12)
const tables = {
  'loans.csv': toCsv(loans({ rows: 6000, seed: 1, from: '2024-10-01', days: 273, drift: false })),
  'loans-next-quarter.csv': toCsv(loans({ rows: 2000, seed: 2, from: '2025-07-01', days: 92, drift: true })),
  'customers.csv': toCsv(people, ';'),
  'retail-products.csv': toCsv(goods),
  'retail-orders.csv': toCsv(retailOrders({ rows: 7000, seed: 13, people, goods }), ';'),
  'sensors.csv': toCsv(sensors({ machines: 5, days: 75, seed: 14 })),
}

await mkdir(target, { recursive: true })
for (const [file, text] of Object.entries(tables)) {
  if (Buffer.byteLength(text) > largest) throw new Error(`${file} is larger than ${largest} bytes`)
  await writeFile(join(target, file), text)
}
await writeShop(join(target, 'shop.sqlite'))
for (const { file } of borrowed) await copyFile(join(source, file), join(target, file))

/** The products as a database: what the examples of the node “Database” read. */
async function writeShop(file) {
  const types = { product_code: 'TEXT', name: 'TEXT', category: 'TEXT', list_price: 'REAL', introduced: 'DATE' }
  await toSqlite(file, 'products', types, goods)
}

const index = [...generated, ...borrowed].map(({ name, file, title, description }) => ({ name, file, title, description }))
await writeFile(join(target, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)
await writeFile(join(target, 'README.md'), readme())
console.log(`${index.length} data sets in assets/samples`)
