import type { SampleRelation } from '../relation.ts'

/**
 * Rows by a 32-bit hash of their number and the seed (a murmur-style finaliser, Appleby 2016, in steps that every engine computes alike).
 * With `within`, shares are taken of each group by rank in hash order, so that they are exact to one row.
 */
export function printSample(relation: SampleRelation, input: string): string {
  const columns = relation.columns.map((_, index) => `c${index}`).join(', ')
  const rows = `(${hashed(input, relation.seed)})`
  if (relation.within && relation.within.length > 0) {
    const by = relation.within.map((name) => `c${relation.columns.findIndex((column) => column.name === name)}`).join(', ')
    const size = `count(*) OVER (PARTITION BY ${by}) AS size, count(*) OVER () AS total`
    const ranked = `(SELECT *, row_number() OVER (PARTITION BY ${by} ORDER BY h, rn) - 1 AS place, ${size} FROM ${rows})`
    const share =
      relation.exact === undefined
        ? `place >= round(${relation.from} * size) AND place < round(${relation.to} * size)`
        : `place < round(size * ${relation.exact}::DOUBLE / total)`
    return `SELECT ${columns} FROM ${ranked} WHERE ${share} ORDER BY rn`
  }
  if (relation.exact !== undefined)
    return `SELECT ${columns} FROM (SELECT * FROM ${rows} ORDER BY h, rn LIMIT ${relation.exact}) ORDER BY rn`
  const scale = 4294967296
  return `SELECT ${columns} FROM ${rows} WHERE h >= ${Math.round(relation.from * scale)} AND h < ${Math.round(relation.to * scale)}`
}

/**
 * The same rows as those of an exact sample in one pass, with the number of all rows in a last column `n`: for inputs that cost much. `exact` is
 * below a million. No rows have no number. Ties of hashes are told apart by the lower half of row numbers, so up to 4 billion rows.
 */
export function printCountedSample(input: string, { columns, exact, seed }: { columns: number; exact: number; seed: number }): string {
  const names = Array.from({ length: columns }, (_, index) => `c${index}`)
  const row = `struct_pack(rn := rn, ${names.map((name) => `${name} := ${name}`).join(', ')})`
  const order = '(h << 32) | (CAST(rn AS UBIGINT) & 4294967295::UBIGINT)'
  const chosen = `SELECT count(*) AS n, min_by(${row}, ${order}, ${exact}) AS kept FROM (${hashed(input, seed)})`
  return `SELECT ${names.map((name) => `u.${name}`).join(', ')}, n FROM (SELECT n, unnest(kept) AS u FROM (${chosen})) ORDER BY u.rn`
}

function hashed(input: string, seed: number): string {
  const start = (seed ^ 0x9e3779b9) >>> 0
  const steps = [
    `SELECT *, row_number() OVER () AS rn FROM ${input}`,
    `SELECT *, xor(CAST(rn % 4294967296 AS UBIGINT), ${start}::UBIGINT) AS h0 FROM ({})`,
    `SELECT * EXCLUDE (h0), xor(h0, h0 >> 16) * 2246822507 % 4294967296 AS h1 FROM ({})`,
    `SELECT * EXCLUDE (h1), xor(h1, h1 >> 13) * 3266489909 % 4294967296 AS h2 FROM ({})`,
    `SELECT * EXCLUDE (h2), (xor(h2, h2 >> 16) + ${start}::UBIGINT) % 4294967296 * 2654435769 % 4294967296 AS h3 FROM ({})`,
    `SELECT * EXCLUDE (h3), xor(h3, h3 >> 15) * 2246822519 % 4294967296 AS h4 FROM ({})`,
    `SELECT * EXCLUDE (h4), xor(h4, h4 >> 16) AS h FROM ({})`,
  ]
  return steps.reduce((inner, step) => step.replace('{}', () => inner))
}
