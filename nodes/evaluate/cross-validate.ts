import { z } from 'zod'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { foldDuels, foldedEvaluation } from '../kit/fold-report.ts'
import { foldsTable, judgeFolds, testToTrain, type FoldedStudy } from '../kit/judge-folds.ts'
import { judgedTable, type JudgedTable } from '../kit/judged-table.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { foldFields, foldVariants, numberFolds, studyFolds } from '../kit/study-folds.ts'
import { trainFolds } from '../kit/train-folds.ts'

const params = z.object({
  folds: foldFields.folds,
  repeats: field.number({
    label: { en: 'Repeats', fr: 'Répétitions' },
    help: {
      en: 'All of it so many times, with other folds each time: steadier figures for as much more time.',
      fr: 'Le tout autant de fois, avec d’autres plis à chaque fois : des chiffres plus stables pour autant de temps en plus.',
    },
    default: 1,
    min: 1,
    max: 20,
    integer: true,
    when: { param: 'method', in: ['auto', 'random', 'class', 'group'] },
  }),
  method: foldFields.method,
  column: foldFields.column,
  rope: field.number({
    label: { en: 'No difference up to (points)', fr: 'Pas de différence jusqu’à (points)' },
    help: {
      en: 'Two models that differ by less are equal for practical purposes. Of errors in the unit of the target: per cent of them.',
      fr: 'Deux modèles qui diffèrent de moins sont équivalents en pratique. Pour les erreurs dans l’unité de la cible : pour cent de celles-ci.',
    },
    default: 1,
    min: 0,
    max: 100,
  }),
  share: foldFields.share,
  seed: foldFields.seed,
})

/** Judges learners on rows that they have not seen, each row once, by learning everything on the way to them anew without each fold. */
export const crossValidate = defineNode({
  id: 'evaluate.cross-validate',
  version: 2,
  icon: 'layers-2',
  title: { en: 'Cross-validate', fr: 'Validation croisée' },
  summary: {
    en: 'Judges learners on every row, each time without the rows that judge.',
    fr: 'Évalue des apprentissages sur toutes les lignes, chaque fois sans les lignes qui jugent.',
  },
  help: {
    en: `Connect the nodes that train models. The rows are put into folds; for each fold, everything that learns on the way to the model (filling, encoding, scaling, choice of columns, the model itself) learns anew from the other folds, and the fold judges. So no step has seen the rows that it is judged on, and nothing has to be rebuilt by hand. Behind a split only the training rows are used: the test rows stay for the end.

Each figure is the mean over the folds. Its 95 % interval allows for folds that share training rows (Nadeau and Bengio). Several models get the same folds; the probability that one beats another comes from their differences fold by fold (Bayesian correlated t-test).

The table holds every row with the answer of the models that had not seen it. What was learned is kept: a study that was stopped goes on where it was.`,
    fr: `Reliez les nœuds qui entraînent les modèles. Les lignes sont réparties en plis ; pour chaque pli, tout ce qui apprend sur le chemin du modèle (remplissage, encodage, mise à l’échelle, choix de colonnes, le modèle lui-même) réapprend à partir des autres plis, et ce pli juge. Aucune étape n’a donc vu les lignes qui la jugent, et rien n’est à refaire à la main. Après une séparation, seules les lignes d’apprentissage servent : celles de test restent pour la fin.

Chaque chiffre est la moyenne sur les plis. Son intervalle à 95 % tient compte des lignes d’apprentissage communes aux plis (Nadeau et Bengio). Plusieurs modèles reçoivent les mêmes plis ; la probabilité que l’un batte l’autre vient de leurs différences pli par pli (test t bayésien corrélé).

La table contient chaque ligne avec la réponse des modèles qui ne l’avaient pas vue. Ce qui a été appris est conservé : une étude arrêtée reprend où elle en était.`,
  },
  keywords: {
    en: ['cross validation', 'k-fold', 'cv', 'out-of-fold', 'repeated', 'stratified', 'test and score'],
    fr: ['validation croisée', 'k plis', 'cv', 'hors pli', 'stratifiée', 'comparer'],
  },
  inputs: { models: { kind: 'model', label: { en: 'Models', fr: 'Modèles' }, many: true, refit: true } },
  outputs: {
    metrics: { kind: 'metrics', label: { en: 'Metrics', fr: 'Mesures' } },
    table: { kind: 'table', label: { en: 'Rows with answers', fr: 'Lignes avec réponses' } },
    folds: { kind: 'table', label: { en: 'Figures of each fold', fr: 'Chiffres de chaque pli' } },
  },
  params,
  // The rows carry what was true and residuals from version 2 on: what was kept is judged again.
  migrate: { 1: (params) => params },
  explain({ folds, repeats, method }) {
    const times = repeats > 1 && method !== 'time' ? { en: `, ${repeats} times`, fr: `, ${repeats} fois` } : { en: '', fr: '' }
    const how = { auto: ['', ''], random: [' at random', ' au hasard'], class: [' within classes', ' dans chaque classe'] }
    const [en, fr] = { ...how, group: [' by whole groups', ' par groupes entiers'], time: [' by time', ' par le temps'] }[method]
    return { en: `${folds} folds${en}${times.en}`, fr: `${folds} plis${fr}${times.fr}` }
  },
  async study(settings, ctx) {
    const folds = await studyFolds(settings, ctx)
    const repeats = folds.method === 'time' ? 1 : settings.repeats
    const numbered = await Promise.all(
      Array.from({ length: repeats }, (_, index) => numberFolds(folds, { repeat: index + 1, seed: settings.seed }, ctx)),
    )
    const variants = numbered.flatMap((rows, index) => foldVariants(rows, folds, { repeat: index + 1, settings, ctx }))
    await trainFolds(variants, folds, ctx)
    const about: FoldedStudy = {
      models: ctx.models,
      judged: folds.judged,
      parts: numbered.map(({ part }) => part),
      forward: folds.method === 'time',
      share: settings.share,
    }
    return { tables: Object.fromEntries(numbered.map((rows, index) => [`rows ${index + 1}`, rows])), about }
  },
  async run({ rope }, inputs, ctx) {
    const study = ctx.studied as FoldedStudy
    const judged = await judgeFolds(study, inputs, ctx)
    const measured = judged.map(({ evaluation }) => evaluation)
    const overlap = testToTrain(study)
    const table = await judgedTable(judged, inputs.one('rows 1'), 'table', ctx)
    return {
      metrics: {
        kind: 'metrics',
        evaluations: measured.map((evaluation, k) => ({
          ...foldedEvaluation(evaluation, overlap),
          answers: table.places[k] as JudgedTable['places'][number],
        })),
        duels: foldDuels(measured, { testToTrain: overlap, rope }),
      },
      table: table.artifact,
      folds: await foldsTable(judged, study.judged.length, ctx),
    }
  },
  examples: [
    {
      title: { en: 'Two folds', fr: 'Deux plis' },
      params: { folds: 2 },
      inputs: { models: [sideModel] },
      expectArtifact: { metrics: { kind: 'metrics', evaluations: [{ task: 'classification', rows: 8 }] } },
    },
    {
      title: { en: 'Each fold of a number, twice', fr: 'Chaque pli d’un nombre, deux fois' },
      params: { folds: 4, repeats: 2, method: 'random' },
      inputs: { models: [priceModel] },
      expectArtifact: { metrics: { kind: 'metrics', evaluations: [{ task: 'regression', rows: 8 }] } },
    },
  ],
})
