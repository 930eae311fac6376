import { expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows } from '../matrix.ts'
import { modelFromJson } from '../model-from-json.ts'

interface Earlier {
  readonly rows: readonly (readonly (number | string | null)[])[]
  readonly models: readonly {
    readonly json: { readonly estimator: string; readonly task: string; readonly features: readonly string[] }
    readonly importance: unknown
    readonly answers: readonly (readonly number[])[]
  }[]
}

const { rows, models } = readGolden<Earlier>(import.meta.url, '../golden/earlier_trees.json')
const numberOf = (cell: number | string | null) =>
  cell === null ? Number.NaN : cell === 'inf' ? Infinity : cell === '-inf' ? -Infinity : Number(cell)

it.each(models)(
  'a model saved before trees knew categories answers as it did: $json.estimator, $json.task',
  ({ json, importance, answers }) => {
    const model = modelFromJson(json)
    const asked = matrixFromRows(
      rows.map((row) => row.map(numberOf)),
      json.features,
    )
    const many = matrixFromRows(
      Array.from({ length: 2_010 }, (_, at) => rows[at % rows.length]!.map(numberOf)),
      json.features,
    )
    const found = model.predictProba?.(asked) ?? [model.predict(asked)]
    expect(found.map((list) => Array.from(list))).toEqual(answers)
    // Enough rows for the kernel of forests.
    const walked = model.predictProba?.(many) ?? [model.predict(many)]
    expect(walked.map((list) => Array.from(list.subarray(0, rows.length)))).toEqual(answers)
    expect(model.importance()).toEqual(importance)
    expect(JSON.parse(JSON.stringify(model))).toEqual(json)
  },
)
