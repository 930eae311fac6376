import { z } from 'zod'
import { checkGolden } from '../../engine/learn/export/check-golden.ts'
import { mlflowFolder, scoresByPython } from '../../engine/learn/export/mlflow-folder.ts'
import { answerNames, modelRelation, modelSteps } from '../../engine/learn/export/model-relation.ts'
import { onnxScorer } from '../../engine/learn/export/onnx-scorer.ts'
import { pythonScorer } from '../../engine/learn/export/python-scorer.ts'
import { sqlScorer } from '../../engine/learn/export/sql-scorer.ts'
import type { Model } from '../../engine/learn/model.ts'
import { LearnProblem } from '../../engine/learn/problem.ts'
import { withThreshold } from '../../engine/learn/score-model.ts'
import { values } from '../../engine/relation/build.ts'
import type { Column, LiteralValue } from '../../engine/relation/types.ts'
import type { RunContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { learnProblemAt } from '../kit/learn-problem-at.ts'
import type { NodeFix } from '../kit/problem.ts'
import { thresholdField } from '../kit/threshold-field.ts'

const tolerance = 1e-9
const endings = { python: '.py', sql: '.sql', onnx: '.onnx', mlflow: '' } as const
const words = {
  python: { en: 'a Python file', fr: 'un fichier Python' },
  sql: { en: 'a SQL query', fr: 'une requête SQL' },
  onnx: { en: 'an ONNX file', fr: 'un fichier ONNX' },
  mlflow: { en: 'an MLflow folder', fr: 'un dossier MLflow' },
} as const

const params = z.object({
  form: field.choice({
    label: { en: 'Written as', fr: 'Écrit en' },
    choices: [
      {
        value: 'python',
        label: { en: 'Python file', fr: 'fichier Python' },
        help: { en: 'Scores rows with the standard library alone.', fr: 'Calcule les réponses avec la seule bibliothèque standard.' },
      },
      {
        value: 'sql',
        label: { en: 'SQL query (DuckDB)', fr: 'requête SQL (DuckDB)' },
        help: { en: 'Reads a table called rows_to_score.', fr: 'Lit une table nommée rows_to_score.' },
      },
      {
        value: 'onnx',
        label: { en: 'ONNX file', fr: 'fichier ONNX' },
        help: {
          en: 'For onnxruntime and what is built on it; an input for each raw column.',
          fr: 'Pour onnxruntime et ce qui s’en sert ; une entrée par colonne brute.',
        },
      },
      {
        value: 'mlflow',
        label: { en: 'MLflow folder', fr: 'dossier MLflow' },
        help: {
          en: 'A python_function with its signature, and the ONNX file.',
          fr: 'Une python_function avec sa signature, et le fichier ONNX.',
        },
      },
    ],
    default: 'python',
  }),
  path: field.file({
    label: { en: 'File or folder to write', fr: 'Fichier ou dossier à écrire' },
    help: { en: 'Relative to the workspace.', fr: 'Relatif à l’espace de travail.' },
    extensions: ['py', 'sql', 'onnx'],
    save: true,
    default: 'models/model.py',
  }),
  existing: field.choice({
    label: { en: 'If it is there already', fr: 'S’il existe déjà' },
    choices: [
      { value: 'ask', label: { en: 'Stop and ask', fr: 'S’arrêter et demander' } },
      { value: 'replace', label: { en: 'Replace it', fr: 'Le remplacer' } },
    ],
    default: 'ask',
  }),
  threshold: thresholdField,
})

const written: readonly Column[] = [
  { name: 'file', type: 'text' },
  { name: 'golden rows', type: 'int' },
]

/** Writes a model with its recipe in a form that other programs run. */
export const exportModel = defineNode({
  id: 'deploy.export-model',
  version: 1,
  icon: 'package',
  title: { en: 'Export model', fr: 'Exporter un modèle' },
  summary: {
    en: 'Writes a model with all its preparation as Python, SQL, ONNX or an MLflow folder.',
    fr: 'Écrit un modèle avec toute sa préparation en Python, en SQL, en ONNX ou en dossier MLflow.',
  },
  help: {
    en: `What is written takes raw rows, as an endpoint does: the steps that prepare them, with what they learned, are inside. Linear models and trees of every kind can be written in every form; networks, naive Bayes, support vectors, nearest neighbours, calibrated models, votes and stacks as ONNX or as an MLflow folder. A step that the form cannot say is named, and nothing is written then.

An ONNX file takes texts as they are, dates as days and times as seconds since 1970, yes and no as 1 and 0; a missing number is NaN, a missing text an empty one.

Before it is written, its arithmetic answers the model’s golden rows; an answer that is off by more than a billionth keeps it from the disk. The Python file holds the golden rows as well and stops by itself where it answers them otherwise. As SQL, long forests take databases minutes: a Python file is quicker then.`,
    fr: `Ce qui est écrit prend des lignes brutes, comme un point d’accès : les étapes qui les préparent, avec ce qu’elles ont appris, sont dedans. Les modèles linéaires et les arbres de toute sorte s’écrivent sous toutes les formes ; les réseaux, le bayésien naïf, les vecteurs de support, les plus proches voisins, les modèles calibrés, les votes et les empilements en ONNX ou en dossier MLflow. Une étape que la forme ne sait pas dire est nommée, et rien n’est alors écrit.

Un fichier ONNX prend les textes tels quels, les dates en jours et les heures en secondes depuis 1970, oui et non en 1 et 0 ; un nombre manquant est NaN, un texte manquant est vide.

Avant l’écriture, ses calculs répondent aux lignes de référence du modèle ; un écart de plus d’un milliardième l’empêche. Le fichier Python contient aussi ces lignes et s’arrête de lui-même s’il y répond autrement. En SQL, de longues forêts prennent des minutes aux bases : un fichier Python est alors plus rapide.`,
  },
  keywords: {
    en: ['export', 'python', 'sql', 'onnx', 'onnxruntime', 'mlflow', 'pyfunc', 'scorer', 'deploy', 'code'],
    fr: ['exporter', 'python', 'sql', 'onnx', 'onnxruntime', 'mlflow', 'déployer', 'code'],
  },
  inputs: { model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } } },
  outputs: { files: { kind: 'table', label: { en: 'Files written', fr: 'Fichiers écrits' } } },
  params,
  effect: true,
  columns: () => ({ files: written }),
  check({ path, form }) {
    if (path.trim() === '')
      return [
        {
          code: 'path-missing',
          param: 'path',
          text: { en: 'No file is chosen.', fr: 'Aucun fichier n’est choisi.' },
          action: { en: 'Say where to write.', fr: 'Dites où écrire.' },
        },
      ]
    const bare = path.replace(/\.(py|sql|onnx)$/i, '')
    const usual = `${bare}${endings[form]}`
    if (path.toLowerCase() === usual.toLowerCase()) return []
    return [
      {
        code: 'extension-other',
        severity: 'warning',
        param: 'path',
        text: { en: `The name is not that of ${words[form].en}.`, fr: `Le nom n’est pas celui d’${words[form].fr}.` },
        fixes: [{ label: { en: `Call it ${usual}`, fr: `Le nommer ${usual}` }, params: { path: usual } }],
      },
    ]
  },
  explain: ({ path, form }) =>
    path.trim() === ''
      ? { en: `write ${words[form].en}`, fr: `écrire ${words[form].fr}` }
      : { en: `write ${path}, ${words[form].en}`, fr: `écrire ${path}, ${words[form].fr}` },
  async run({ form, path, existing, threshold }, inputs, ctx) {
    const model = withThreshold(inputs.artifact('model', 'model').model, threshold)
    const contents = await learnProblemAt(
      () => ({ param: 'form', fixes: otherForms(model, { form, path, version: ctx.millraceVersion }) }),
      () => contentsOf(model, form, ctx.millraceVersion),
    )
    // ONNX files have answered them already, by their own bytes.
    if (form !== 'onnx' && (form !== 'mlflow' || scoresByPython(model))) await replayGolden(model, ctx)
    await ctx.exportContents(contents, path, existing)
    ctx.log(`${contents.size} file(s) written to ${path}`)
    const rows = [...contents.keys()].map((name): LiteralValue[] => [name === '' ? path : `${path}/${name}`, model.golden.length])
    return { files: { kind: 'table', relation: values(written, rows) } }
  },
  examples: [
    {
      title: { en: 'A tree as Python', fr: 'Un arbre en Python' },
      params: {},
      inputs: { model: sideModel },
      expect: { files: { columns: written, rows: [['models/model.py', 5]] } },
    },
    {
      title: { en: 'A regression as SQL', fr: 'Une régression en SQL' },
      params: { form: 'sql', path: 'models/price.sql' },
      inputs: { model: priceModel },
      expect: { files: { columns: written, rows: [['models/price.sql', 5]] } },
    },
    {
      title: { en: 'The tree as ONNX', fr: 'L’arbre en ONNX' },
      params: { form: 'onnx', path: 'models/side.onnx' },
      inputs: { model: sideModel },
      expect: { files: { columns: written, rows: [['models/side.onnx', 5]] } },
    },
  ],
})

type Form = z.output<typeof params>['form']

function contentsOf(model: Model, form: Form, version: string): ReadonlyMap<string, string | Uint8Array> {
  switch (form) {
    case 'python':
      return new Map([['', pythonScorer(model)]])
    case 'sql':
      return new Map([['', sqlScorer(model)]])
    case 'onnx':
      return new Map([['', onnxScorer(model, { producer: version })]])
    case 'mlflow':
      return mlflowFolder(model, version)
  }
}

interface Asked {
  readonly form: Form
  readonly path: string
  readonly version: string
}

/** The forms that this model can be written in instead, each by one click. */
function otherForms(model: Model, { form, path, version }: Asked): readonly NodeFix[] {
  const bare = path.replace(/\.(py|sql|onnx)$/i, '')
  const others = (['python', 'onnx', 'mlflow'] as const).filter((other) => other !== form && canWrite(model, other, version))
  return others.map((other) => ({
    label: { en: `Write ${words[other].en}`, fr: `Écrire ${words[other].fr}` },
    params: { form: other, path: `${bare}${endings[other]}` },
  }))
}

function canWrite(model: Model, form: Form, version: string): boolean {
  try {
    return contentsOf(model, form, version).size > 0
  } catch (error) {
    if (error instanceof LearnProblem) return false
    throw error
  }
}

/** Has the database answer the golden rows by the model's plain form. */
async function replayGolden(model: Model, ctx: RunContext): Promise<void> {
  const { columns } = modelSteps(model)
  const golden = values(
    columns,
    model.golden.map(({ input }) => input as readonly LiteralValue[]),
  )
  const answers = await ctx.rows(modelRelation(model, golden, []))
  const first = model.task === 'regression' ? 0 : 1
  const width = answerNames(model).length
  checkGolden(
    model,
    answers.map((row) => row.slice(first, width).map((value) => (value === null ? null : Number(value)))),
    tolerance,
  )
}
