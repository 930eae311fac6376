import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateOnnx } from '../../engine/learn/export/onnx-evaluate.ts'
import { readOnnx } from '../../engine/learn/export/onnx-read.ts'
import { onnxFeeds, onnxScorer } from '../../engine/learn/export/onnx-scorer.ts'
import { pythonScorer } from '../../engine/learn/export/python-scorer.ts'
import { sqlScorer } from '../../engine/learn/export/sql-scorer.ts'
import { onnxRuntime } from '../../engine/learn/export/testing/onnx-runtime.ts'
import { pythonMissing } from '../../engine/learn/export/testing/python-here.ts'
import type { Model } from '../../engine/learn/model.ts'
import { LearnProblem } from '../../engine/learn/problem.ts'
import { createScorer, type Scorer } from '../../engine/learn/score-model.ts'
import { quoteIdentifier, quoteText } from '../../engine/relation/print/duckdb-quote.ts'
import { duckdbType } from '../../engine/relation/print/duckdb-type.ts'
import { RowError } from '../../engine/relation/closure/row-function.ts'
import { readValue, type JsonValue } from '../../engine/relation/read-value.ts'
import { isList } from '../../engine/relation/types.ts'
import { catalogue } from '../catalogue.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { preparationCases, rawRowsOf, type PreparationCase } from './testing/preparation-cases.ts'

// Every node that prepares rows times every form: either what is written answers rows as the model does, or the problem names the node.

/** Nodes that a form cannot say with all settings of its examples. */
const unsaid = {
  python: ['clean.unify-text', 'reshape.flatten-json'],
  onnx: [
    'clean.add-column',
    'clean.change-type',
    'clean.compute-numbers',
    'clean.impute-by-model',
    'clean.merge-values',
    'clean.read-numbers',
    'clean.replace-values',
    'clean.row-aggregate',
    'clean.split-column',
    'clean.unify-text',
    'clean.write-numbers',
    'cluster.density',
    'date.format-date',
    'date.parse-date',
    'feature.hash-encode',
    'feature.multi-hot',
    'outlier.unusual-rows',
    'quality.check-kind',
    'quality.learn-patterns',
    'quality.protect-personal',
    'reshape.flatten-json',
    'text.count-matches',
    'text.extract',
    'text.pad-text',
    'text.parse-parts',
    'text.simplify-words',
  ],
}

interface Asked extends PreparationCase {
  readonly scorer: Scorer
  readonly rows: readonly (readonly JsonValue[])[]
  readonly wanted: readonly number[]
}

let harness: Harness
let cases: Asked[]
beforeAll(async () => {
  harness = await openHarness(catalogue)
  cases = []
  for await (const one of preparationCases(harness)) {
    const scorer = createScorer(one.model)
    // A request is JSON without lists.
    if (!scorer.columns.some(({ type }) => isList(type))) cases.push(asked(one, scorer))
  }
}, 180_000)
afterAll(() => harness.close())

/** What the model answers; rows that it refuses (texts that must be numbers) are left out. */
function asked(one: PreparationCase, scorer: Scorer): Asked {
  const answered = rawRowsOf(one, scorer.columns).flatMap((row) => {
    try {
      const values = row.map((value, at) => readValue(value, scorer.columns[at]!.type) ?? null)
      return [{ row, answer: Number(scorer.score(values).prediction) }]
    } catch (error) {
      if (error instanceof RowError) return []
      throw error
    }
  })
  const finite = answered.filter(({ answer }) => Number.isFinite(answer))
  return { ...one, scorer, rows: finite.map(({ row }) => row), wanted: finite.map(({ answer }) => answer) }
}

function expectSame({ name, wanted, rows }: Asked, got: ArrayLike<unknown>): void {
  const off = wanted.flatMap((own, at) => {
    const answer = typeof got[at] === 'number' ? got[at] : Number.NaN
    return Math.abs(answer - own) <= 1e-9 * Math.max(1, Math.abs(own)) ? [] : [`${name} ${JSON.stringify(rows[at])}: ${answer}, not ${own}`]
  })
  expect(off).toEqual([])
}

/** What a form gives for the model of each case that it can say, and the nodes of those that it refuses, each by its name. */
function written<T>(write: (model: Model) => T): { readonly said: readonly (readonly [Asked, T])[]; readonly refused: readonly string[] } {
  const refused = new Set<string>()
  const said = cases.flatMap((one): (readonly [Asked, T])[] => {
    try {
      return [[one, write(one.model)]]
    } catch (error) {
      if (!(error instanceof LearnProblem)) throw error
      expect(error.data.text.en, one.name).toContain(`Step “${one.node}”`)
      expect(error.data.text.fr, one.name).toContain(`Étape « ${one.node} »`)
      expect(error.data.action, one.name).toBeDefined()
      refused.add(one.node)
      return []
    }
  })
  return { said, refused: [...refused].sort() }
}

describe('steps before a model', () => {
  it('are most of the catalogue', () => {
    expect(new Set(cases.map(({ node }) => node)).size).toBeGreaterThan(50)
    expect(cases.every(({ rows }) => rows.length > 0)).toBe(true)
    expect(cases.reduce((sum, { rows }) => sum + rows.length, 0)).toBeGreaterThan(2000)
  })

  it('as SQL', async () => {
    const { said, refused } = written(sqlScorer)
    expect(refused).toEqual([])
    const cell = (value: JsonValue) => (value === null ? 'NULL' : typeof value === 'string' ? quoteText(value) : JSON.stringify(value))
    for (const [one, text] of said) {
      const columns = one.scorer.columns.map(({ name, type }) => `${quoteIdentifier(name)} ${duckdbType(type)}`)
      const rows = one.rows.map((row, at) => `(${[at, ...row.map(cell)].join(', ')})`)
      await harness.db.execute(`CREATE OR REPLACE TABLE rows_to_score ("number of the row" INTEGER, ${columns.join(', ')})`)
      await harness.db.execute(`INSERT INTO rows_to_score VALUES ${rows.join(', ')}`)
      const answers = await harness.db.rows(`SELECT prediction FROM (${text}) ORDER BY "number of the row"`)
      expectSame(
        one,
        answers.map(([answer]) => answer),
      )
    }
  })

  it('as ONNX', async () => {
    const runtime = await onnxRuntime()
    const { said, refused } = written((model) => onnxScorer(model, { producer: 'test' }))
    for (const [one, bytes] of said) {
      const feeds = onnxFeeds(one.scorer.columns, one.rows, readOnnx(bytes).inputs)
      for (const answers of [evaluateOnnx(bytes, feeds), ...(typeof runtime === 'string' ? [] : [await runtime(bytes, feeds)])])
        expectSame(one, answers.get('prediction')?.values ?? [])
    }
    expect(refused).toEqual(unsaid.onnx)
  })

  it.skipIf(pythonMissing !== null)('as Python', async () => {
    const { said, refused } = written(pythonScorer)
    const folder = await mkdtemp(join(tmpdir(), 'millrace-battery-'))
    try {
      const rows = said.map(([{ scorer, rows: list }]) =>
        list.map((row) => Object.fromEntries(scorer.columns.map(({ name }, at) => [name, row[at]]))),
      )
      await Promise.all(said.map(([, text], at) => writeFile(join(folder, `scorer_${at}.py`), text)))
      await writeFile(join(folder, 'rows.json'), JSON.stringify(rows))
      const program = `import importlib, json, sys
sys.path.insert(0, '.')
score = lambda at, row: importlib.import_module('scorer_%d' % at).score(row)['prediction']
print(json.dumps([[score(at, row) for row in rows] for at, rows in enumerate(json.load(open('rows.json')))]))`
      const printed = execFileSync('python3', ['-I', '-c', program], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 })
      const answers = JSON.parse(printed) as unknown[][]
      said.forEach(([one], at) => expectSame(one, answers[at] ?? []))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    expect(refused).toEqual(unsaid.python)
  })
})
