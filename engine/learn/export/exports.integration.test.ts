import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../adapters/duckdb/database.ts'
import { writeContents } from '../../adapters/files/write-contents.ts'
import { quoteIdentifier, quoteText } from '../../relation/print/duckdb-quote.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import { vectorCases } from '../../relation/testing/vector-cases.ts'
import type { TypedExpr } from '../../relation/typed-expression.ts'
import type { Value } from '../../relation/types.ts'
import type { Model } from '../model.ts'
import { createScorer } from '../score-model.ts'
import { mlflowFolder } from './mlflow-folder.ts'
import { answerNames } from './model-relation.ts'
import { pythonExpression, pythonScope } from './python-expression.ts'
import { pythonFunctions, pythonOwn } from './python-functions.ts'
import { pythonLiteral } from './python-literal.ts'
import { pythonParts } from './python-parts.ts'
import { pythonScorer } from './python-scorer.ts'
import { sqlScorer } from './sql-scorer.ts'
import { exportedModels, jsonCell, orderedFor, rawRows } from './testing/exported-models.ts'
import { pythonMissing } from './testing/python-here.ts'

let folder: string
let db: Database
let models: readonly Model[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-export-'))
  db = await openDatabase({ memoryLimitBytes: 512 * 1024 ** 2, threads: 1, tempDirectory: folder })
  models = await exportedModels()
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

/** What the model itself answers: the prediction, then the chances of the classes. */
function ownAnswers(model: Model): readonly (readonly (string | number)[])[] {
  const scorer = createScorer(model)
  return rawRows.map((row) => {
    const { prediction, probabilities } = scorer.score(orderedFor(scorer.columns, row))
    return [prediction, ...(probabilities ?? [])]
  })
}

function expectSame(got: readonly (readonly unknown[])[], model: Model): void {
  const wanted = ownAnswers(model)
  expect(got.length, model.name).toBe(wanted.length)
  got.forEach((row, at) =>
    row.forEach((value, place) => {
      const own = wanted[at]?.[place]
      if (typeof own === 'number')
        expect(Math.abs(Number(value) - own), `${model.name}, row ${at}: ${String(value)}, not ${own}`).toBeLessThan(
          1e-9 * Math.max(1, Math.abs(own)),
        )
      else expect(value, `${model.name}, row ${at}`).toBe(own)
    }),
  )
}

it('SQL: DuckDB answers as every model does, beside all columns of the table', async () => {
  const { columns } = createScorer(models[0]!)
  const cells = (row: readonly Value[]) =>
    columns.map(({ type }, at) => {
      const value = jsonCell(orderedFor(columns, row)[at] ?? null, type)
      return value === null ? 'NULL' : typeof value === 'string' ? quoteText(value) : String(value)
    })
  const names = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${duckdbType(type)}`)
  await db.execute(`CREATE TABLE rows_to_score (id INTEGER, ${names.join(', ')})`)
  await db.execute(`INSERT INTO rows_to_score VALUES ${rawRows.map((row, at) => `(${at}, ${cells(row).join(', ')})`).join(', ')}`)
  for (const model of models) {
    const text = sqlScorer(model)
    const answers = answerNames(model).map(quoteIdentifier).join(', ')
    expectSame(await db.rows(`SELECT ${answers} FROM (${text}) ORDER BY id`), model)
  }
})

describe.skipIf(pythonMissing !== null)('Python', () => {
  it('answers as every model does, with the standard library alone', async () => {
    for (const [at, model] of models.entries()) {
      const { columns } = createScorer(model)
      const rows = rawRows.map((row) =>
        Object.fromEntries(columns.map(({ name, type }, place) => [name, jsonCell(orderedFor(columns, row)[place] ?? null, type)])),
      )
      await writeFile(join(folder, `scorer_${at}.py`), pythonScorer(model))
      await writeFile(join(folder, 'rows.json'), JSON.stringify(rows))
      const program = `import json, scorer_${at} as m\nprint(json.dumps([list(m.score(row).values()) for row in json.load(open('rows.json'))]))`
      const printed = execFileSync('python3', ['-I', '-c', `import sys; sys.path.insert(0, '.')\n${program}`], {
        cwd: folder,
        encoding: 'utf8',
      })
      expectSame(JSON.parse(printed) as unknown[][], model)
    }
  })

  it('refuses to answer when its golden rows come out otherwise', async () => {
    const [model] = models
    if (!model) throw new Error('no model')
    const [first, ...rest] = model.golden
    const off = { ...model, golden: [{ ...first!, output: first!.output.map((value) => value + 1e-6) }, ...rest] }
    await writeFile(join(folder, 'off.py'), pythonScorer(off))
    const run = () => execFileSync('python3', ['-I', 'off.py'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    expect(run).toThrow(/golden row 1/)
  })

  it('scores a CSV', async () => {
    const model = models.find(({ name }) => name === 'boosting of two classes')
    if (!model) throw new Error('no model')
    const { columns } = createScorer(model)
    await writeFile(join(folder, 'csv.py'), pythonScorer(model))
    const cell = (value: null | boolean | number | string) => (value === null ? '' : `"${String(value).replaceAll('"', '""')}"`)
    const lines = rawRows.map((row, at) =>
      [at, ...columns.map(({ type }, place) => cell(jsonCell(orderedFor(columns, row)[place] ?? null, type)))].join(','),
    )
    await writeFile(join(folder, 'rows.csv'), [['id', ...columns.map(({ name }) => cell(name))].join(','), ...lines, ''].join('\n'))
    const printed = execFileSync('python3', ['-I', 'csv.py', 'rows.csv'], { cwd: folder, encoding: 'utf8' })
    await writeFile(join(folder, 'scored.csv'), printed)
    const answers = answerNames(model).map(quoteIdentifier).join(', ')
    expectSame(
      await db.rows(
        `SELECT ${answers} FROM read_csv(${quoteText(join(folder, 'scored.csv'))}, all_varchar = true) ORDER BY CAST(id AS INTEGER)`,
      ),
      model,
    )
  })

  it('loads as a python_function does, from the folder of MLflow', async () => {
    const model = models.find(({ name }) => name === 'logistic, three classes')
    if (!model) throw new Error('no model')
    const at = join(folder, 'mlflow')
    await writeContents(mlflowFolder(model, 'test'), { path: at, existing: 'ask' })
    const about = await readFile(join(at, 'MLmodel'), 'utf8')
    const module = /loader_module: (millrace_model_[0-9a-f]{12})\n/.exec(about)?.[1] ?? ''
    const { columns } = createScorer(model)
    const rows = rawRows.map((row) =>
      Object.fromEntries(columns.map(({ name, type }, place) => [name, jsonCell(orderedFor(columns, row)[place] ?? null, type)])),
    )
    await writeFile(join(folder, 'rows.json'), JSON.stringify(rows))
    const load = `import importlib, json, sys; sys.path.insert(0, 'mlflow/code'); m = importlib.import_module('${module}')`
    const program = `${load}; print(json.dumps([list(row.values()) for row in m._load_pyfunc('mlflow').predict(json.load(open('rows.json')))]))`
    const printed = execFileSync('python3', ['-I', '-c', program], { cwd: folder, encoding: 'utf8' })
    expectSame(JSON.parse(printed) as unknown[][], model)
    const signature = /inputs: '(.*)'/.exec(about)?.[1]?.replaceAll("''", "'") ?? ''
    expect((JSON.parse(signature) as { name: string; type: string }[]).map(({ name, type }) => [name, type])).toEqual([
      ['rooms', 'long'],
      ['area "m2"', 'double'],
      ['town', 'string'],
      ['built', 'datetime'],
      ['garden', 'boolean'],
    ])
  })

  it('says each function of a recipe as the recorded results do', async () => {
    const known = new Set([...Object.keys(pythonFunctions), ...Object.keys(pythonOwn), 'if', 'ifs', 'switch'])
    const cases = [...vectorCases()].filter(([spec]) => known.has(spec.id)).flatMap(([, list]) => list.filter(({ raises }) => !raises))
    const scope = pythonScope()
    const calls = cases.map(({ spec, types, args, expected, returns, tolerance }) => {
      const given = args.map((value, at): TypedExpr => ({ kind: 'literal', type: types[at]!, value }))
      const call = pythonExpression({ kind: 'call', spec, type: returns, args: given }, scope)
      return `    (${JSON.stringify(spec.id)}, lambda: ${call}, ${pythonLiteral(expected, returns === 'float' || returns === 'list<float>')}, ${tolerance}),`
    })
    const body = `SHARED = [${scope.shared.join(', ')}]\nCASES = [\n${calls.join('\n')}\n]\n`
    await writeFile(
      join(folder, 'functions.py'),
      `${pythonParts(body)}
${body}
def same(a, b, tolerance):
    if a is None or b is None or isinstance(a, (bool, str)) or isinstance(b, (bool, str)):
        return a == b and type(a) == type(b)
    if isinstance(b, list):
        return len(a) == len(b) and all(same(p, q, tolerance) for p, q in zip(a, b))
    return a == b or (a != a and b != b) or abs(a - b) <= tolerance * max(1, abs(b))
for number, (name, call, wanted, tolerance) in enumerate(CASES):
    got = call()
    if not same(got, wanted, max(tolerance, 1e-15)):
        print(name, number, repr(got), 'not', repr(wanted))
`,
    )
    expect(cases.length).toBeGreaterThan(1500)
    expect(execFileSync('python3', ['-I', 'functions.py'], { cwd: folder, encoding: 'utf8' })).toBe('')
  })
})
