import { scan } from '../../relation/build.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import { quoteIdentifier } from '../../relation/print/duckdb-quote.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import { hashKeysOf } from '../score-model.ts'
import type { Model } from '../model.ts'
import { cannotExport } from './cannot-export.ts'
import { answerNames, modelRelation, modelSteps } from './model-relation.ts'

/** Longer queries take databases minutes to read, so they are refused. */
const longest = 2_000_000

/**
 * One SELECT in DuckDB's dialect that reads a table called `rows_to_score` and gives each of its rows with the model's answers after it. Throws
 * LearnProblem `cannot-export`.
 */
export function sqlScorer(model: Model): string {
  if (hashKeysOf(model).length > 0)
    throw cannotExport({
      en: 'The recipe hashes with a secret key, which goes into no file.',
      fr: 'La recette hache avec une clé secrète, qui ne va dans aucun fichier.',
    })
  const { columns } = modelSteps(model)
  const row = 'the whole row'
  const own = [...columns, { name: row, type: 'text' as const }]
  const physical = own.map(({ type }, at) => ({ name: `c${at}`, duckdb: duckdbType(type) }))
  const table = scan({ format: 'table', table: 'taken', paths: [], physical }, own)
  const body = printRelation(modelRelation(model, table, [row]), { ordered: false })
  const cells = [
    ...columns.map(({ name, type }, at) => `CAST(${quoteIdentifier(name)} AS ${duckdbType(type)}) AS c${at}`),
    `r AS c${columns.length}`,
  ]
  const answers = answerNames(model).map((name, at) => `c${at + 1} AS ${quoteIdentifier(name)}`)
  const text = `-- ${comment(model)}
-- Reads a table rows_to_score with the columns: ${columns.map(({ name }) => name.replaceAll('\n', ' ')).join(', ')}.
WITH rows_to_score_here AS (SELECT * FROM rows_to_score),
taken AS (SELECT ${cells.join(', ')} FROM rows_to_score_here AS r),
answered AS (${body})
SELECT unnest(c0), ${answers.join(', ')} FROM answered
`
  if (text.length <= longest) return text
  const [has, most] = [`${Math.round(text.length / 1e6)} MB`, `${longest / 1e6} MB`]
  throw cannotExport(
    { en: `As SQL the model takes ${has}; databases read ${most}.`, fr: `En SQL, le modèle prend ${has} ; les bases lisent ${most}.` },
    { en: 'Use fewer or smaller trees, or another form.', fr: 'Utilisez moins d’arbres, de plus petits, ou une autre forme.' },
  )
}

function comment({ name, target, trained }: Model): string {
  return `${name.replaceAll('\n', ' ')}: predicts ${target.name.replaceAll('\n', ' ')}, learned from ${trained.rows} rows, ${trained.fingerprint}`
}
