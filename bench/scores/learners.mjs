// What Millrace learns for the score tables; peers.py has the same learners by the same names, with the same settings.
import { boostedTreesClassifier, boostedTreesRegressor } from '../../engine/learn/boosted-trees.ts'
import { naiveBayes } from '../../engine/learn/bayes/naive-bayes.ts'
import { calibratedModel } from '../../engine/learn/calibrate/calibrated-model.ts'
import { fitCalibration } from '../../engine/learn/calibrate/fit-calibration.ts'
import { combinedModel } from '../../engine/learn/combine/combined-model.ts'
import { learnCombination } from '../../engine/learn/combine/learn-combination.ts'
import { constantClassifier, constantRegressor } from '../../engine/learn/constant-baseline.ts'
import { decisionTreeClassifier, decisionTreeRegressor } from '../../engine/learn/decision-tree.ts'
import { quietControl } from '../../engine/learn/estimator.ts'
import { forestClassifier, forestRegressor } from '../../engine/learn/forest/random-forest.ts'
import { linearRegression } from '../../engine/learn/linear-regression.ts'
import { logLinearRegression } from '../../engine/learn/log-linear-regression.ts'
import { logisticRegression } from '../../engine/learn/logistic-regression.ts'
import { takeRows, takeValues } from '../../engine/learn/matrix.ts'
import { neighbourClassifier, neighbourRegressor } from '../../engine/learn/neighbours/nearest-neighbours.ts'
import { defaultArchitecture } from '../../engine/learn/neural-network/architecture.ts'
import { kernelTrainee } from '../../engine/learn/neural-network/kernel-trainee.ts'
import { trainNetwork } from '../../engine/learn/neural-network/train-network.ts'
import { penalisedRegression } from '../../engine/learn/penalised-regression.ts'
import { vectorClassifier, vectorRegressor } from '../../engine/learn/support-vectors.ts'

/** A learner of both tasks: `one` for classes, `other` for numbers; `own` gives its own options by task. */
const either = (one, other, own = () => ({})) =>
  function fit({ x, y, task, options }) {
    return (task === 'classification' ? one : other).fit(x, y, { ...options, ...own(task) }, quietControl)
  }
const only = (estimator, own = {}) => either(estimator, estimator, () => own)

const tree = either(decisionTreeClassifier, decisionTreeRegressor)
const neighbours = either(neighbourClassifier, neighbourRegressor)
const logistic = only(logisticRegression)
const linear = only(linearRegression)
const normalBayes = only(naiveBayes)
const vectors = (own) => either(vectorClassifier, vectorRegressor, () => ({ alike: false, ...own }))
const forest = (own) =>
  either(forestClassifier, forestRegressor, (task) => ({ minLeaf: 1, ...(task === 'regression' && { tries: 1 / 3 }), ...own }))

/** Levels of a category are one group of the wide columns. */
const mixedBayes = ({ x, y, options, levels }) => {
  const groups = levels.flatMap((count, at) => (count === 0 ? [-1] : new Array(count).fill(at)))
  return naiveBayes.fit(x, y, { ...options, groups }, quietControl)
}

const network = ({ x, y, task, options: { crews, ...options } }) => {
  const architecture = { ...defaultArchitecture, batchSize: 200, epochs: 20, validationShare: 0, earlyStopping: null }
  return trainNetwork({ task, architecture, x, y, options }, (asked) => kernelTrainee({ ...asked, crews }), quietControl)
}

const membersOf = (task) => (task === 'classification' ? [logistic, tree, normalBayes] : [linear, tree, neighbours])
const together = (models, combination) => {
  const width = models[0].features.length
  return combinedModel({
    task: models[0].task,
    features: models.flatMap(({ features }, member) => features.map((name) => `${member} ${name}`)),
    classes: models[0].classes,
    members: models.map((model, member) => ({ model, from: member * width })),
    combination,
  })
}
/** Learned from one table side by side: the model asks for its columns once for each member. */
const repeated = (model, times) => ({ model, times })

async function vote(given) {
  const models = []
  for (const fit of membersOf(given.task)) models.push(await fit(given))
  return repeated(together(models, { how: 'mean', weights: models.map(() => 1) }), models.length)
}

/** As the node does: members answer the rows of each fold unseen, a last model learns from their log-odds or values, then all learn from all rows. */
async function stack(given) {
  const { x, y, task, options } = given
  const fits = membersOf(task)
  const answers = fits.map(() => Array.from({ length: task === 'classification' ? 2 : 1 }, () => new Float64Array(x.rows)))
  for (let fold = 0; fold < 5; fold++) {
    const rows = Int32Array.from({ length: x.rows }, (_, row) => row)
    const [taught, held] = [rows.filter((row) => row % 5 !== fold), rows.filter((row) => row % 5 === fold)]
    for (const [member, fit] of fits.entries()) {
      const model = await fit({ ...given, x: takeRows(x, taught), y: takeValues(y, taught) })
      const asked = takeRows(x, held)
      const shares = task === 'classification' ? model.predictProba(asked) : [model.predict(asked)]
      held.forEach((row, at) => shares.forEach((share, k) => (answers[member][k][row] = share[at])))
    }
  }
  const combination = await learnCombination({ task, classes: options.classes ?? [], members: answers, y }, options, quietControl)
  const models = []
  for (const fit of fits) models.push(await fit(given))
  return repeated(together(models, combination), models.length)
}

/** Two thirds teach, by their place; the others say what the probabilities are worth. */
const calibrated = (method) =>
  async function fit({ x, y, options, ...more }) {
    const rows = Int32Array.from({ length: x.rows }, (_, row) => row)
    const [taught, held] = [rows.filter((row) => row % 3 > 0), rows.filter((row) => row % 3 === 0)]
    const model = await normalBayes({ x: takeRows(x, taught), y: takeValues(y, taught), options, ...more })
    const probabilities = model.predictProba(takeRows(x, held))
    return calibratedModel(model, fitCalibration({ classes: model.classes, probabilities, actual: takeValues(y, held) }, method))
  }

/**
 * The learners: a name for people, the peer, which matrix they get (`coded`: places in levels; `wide`; `scaled`: wide, mean 0 and deviation 1 in the
 * rows learned from; `peerMatrix` where the peer gets another), the most rows to learn from, whether the target is brought to mean 0 and deviation 1, and the task where it is only one.
 */
export const learners = {
  boosting: {
    title: 'gradient boosting',
    peer: 'LightGBM',
    matrix: 'coded',
    isTree: true,
    fit: either(boostedTreesClassifier, boostedTreesRegressor),
  },
  forest: { title: 'random forest', matrix: 'coded', peerMatrix: 'wide', isTree: true, fit: forest({}) },
  'extra-trees': {
    title: 'extra trees',
    matrix: 'coded',
    peerMatrix: 'wide',
    isTree: true,
    fit: forest({ limits: 'drawn', bootstrap: false }),
  },
  tree: { title: 'decision tree', matrix: 'coded', peerMatrix: 'wide', isTree: true, fit: tree },
  logistic: { title: 'logistic regression', matrix: 'scaled', task: 'classification', fit: logistic },
  'logistic-lasso': {
    title: 'logistic regression, lasso',
    matrix: 'scaled',
    task: 'classification',
    fit: only(logisticRegression, { penalty: 'lasso', c: 0.01 }),
  },
  linear: { title: 'linear regression', matrix: 'scaled', task: 'regression', fit: linear },
  ridge: {
    title: 'ridge',
    matrix: 'scaled',
    task: 'regression',
    fit: only(penalisedRegression, { penalty: 'ridge', strength: 100, alike: false }),
  },
  lasso: {
    title: 'lasso',
    matrix: 'scaled',
    scalesTarget: true,
    task: 'regression',
    fit: only(penalisedRegression, { penalty: 'lasso', strength: 0.02, alike: false }),
  },
  'elastic-net': {
    title: 'elastic net',
    matrix: 'scaled',
    scalesTarget: true,
    task: 'regression',
    fit: only(penalisedRegression, { penalty: 'elastic-net', strength: 0.02, alike: false }),
  },
  'linear-svm': {
    title: 'support vectors, straight',
    matrix: 'scaled',
    scalesTarget: true,
    fit: vectors({ kernel: 'linear' }),
  },
  'rbf-svm': {
    title: 'support vectors, Gaussian kernel (5,000 rows)',
    matrix: 'scaled',
    scalesTarget: true,
    most: 5_000,
    fit: vectors({ kernel: 'gaussian' }),
  },
  neighbours: { title: 'nearest neighbours', matrix: 'scaled', fit: neighbours },
  'normal-bayes': { title: 'naive Bayes, normal', matrix: 'scaled', task: 'classification', fit: normalBayes },
  'mixed-bayes': {
    title: 'naive Bayes, numbers and categories',
    matrix: 'wide',
    peerMatrix: 'coded',
    task: 'classification',
    fit: mixedBayes,
  },
  network: { title: 'neural network 64-32, 20 epochs', matrix: 'scaled', scalesTarget: true, fit: network },
  poisson: { title: 'Poisson regression', matrix: 'scaled', task: 'regression', fit: only(logLinearRegression) },
  gamma: { title: 'gamma regression', matrix: 'scaled', task: 'regression', fit: only(logLinearRegression, { family: 'gamma' }) },
  tweedie: { title: 'Tweedie regression', matrix: 'scaled', task: 'regression', fit: only(logLinearRegression, { family: 'tweedie' }) },
  vote: { title: 'vote of three', matrix: 'scaled', fit: vote },
  stack: { title: 'stack of three', matrix: 'scaled', fit: stack },
  isotonic: { title: 'naive Bayes, isotonic', matrix: 'scaled', task: 'classification', fit: calibrated('isotonic') },
  platt: { title: 'naive Bayes, Platt', matrix: 'scaled', task: 'classification', fit: calibrated('platt') },
  constant: { title: 'best constant', matrix: 'wide', fit: either(constantClassifier, constantRegressor) },
}
