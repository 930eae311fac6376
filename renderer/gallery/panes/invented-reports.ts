import type { Duel, Evaluation, FairnessMeasure, GroupReport, GroupRow, Rate, View } from '../../../engine/protocol/artifact.ts'
import { fakeEvaluation } from '../fake-reports.ts'

const same = (text: string) => ({ en: text, fr: text })

/** A weaker model on the same rows. */
export const logistic: Evaluation = {
  ...fakeEvaluation,
  model: 'Logistic regression',
  node: 'logistic',
  verdict: {
    en: 'It puts a defaulter before a payer in 78 of 100 pairs.',
    fr: 'Elle classe un défaut avant un bon payeur dans 78 paires sur 100.',
  },
  figures: fakeEvaluation.figures.map((figure) =>
    figure.id === 'auc'
      ? { ...figure, value: 0.781, interval: [0.768, 0.794] as [number, number] }
      : {
          ...figure,
          value: (figure.value ?? 0) * 0.96,
          ...(figure.interval && { interval: [figure.interval[0] * 0.96, figure.interval[1] * 0.96] as [number, number] }),
        },
  ),
  curves: fakeEvaluation.curves?.map((own) => ({
    ...own,
    roc: own.roc && own.roc.map(([x, y]) => [x, Math.min(1, y * 0.9 + x * 0.1)]),
    gain: own.gain && own.gain.map(([x, y]) => [x, Math.min(1, y * 0.9 + x * 0.1)]),
    calibration: own.calibration.map((bin) => ({ ...bin, observed: bin.observed * 0.85 })),
  })),
  slices: [],
}

/** The better model against the weaker one. */
export const duels: Duel[] = [
  {
    a: 0,
    b: 1,
    figure: 'auc',
    label: same('AUC'),
    format: 'number',
    lead: 0.055,
    interval: [0.041, 0.069],
    probability: 0.9999,
    method: { en: 'paired DeLong', fr: 'DeLong apparié' },
  },
]

const bell = (i: number) => Math.exp(-(((i - 12) / 5) ** 2))

export const regression: Evaluation = {
  model: 'Neural network',
  node: 'network',
  task: 'regression',
  target: 'bikes',
  rows: 3476,
  verdict: {
    en: 'It is off by 28 bikes in the middle; always saying the mean would be off by 128.',
    fr: 'Son erreur typique est de 28 vélos ; répondre toujours la moyenne donnerait 128.',
  },
  figures: [
    {
      id: 'mae',
      label: { en: 'Mean absolute error', fr: 'Erreur absolue moyenne' },
      value: 28.4,
      interval: [27.1, 29.7],
      baseline: 128.2,
      format: 'number',
      better: 'lower',
    },
    {
      id: 'rmse',
      label: { en: 'Root mean squared error', fr: 'Racine de l’erreur quadratique' },
      value: 45.9,
      interval: [43.8, 48.1],
      baseline: 181.3,
      format: 'number',
      better: 'lower',
    },
    { id: 'r2', label: same('R²'), value: 0.936, interval: [0.93, 0.942], baseline: 0, format: 'number', better: 'higher' },
  ],
  residuals: Array.from({ length: 25 }, (_, i) => ({ from: -125 + i * 10, to: -115 + i * 10, rows: Math.round(480 * bell(i)) })),
  actualPredicted: Array.from({ length: 160 }, (_, i) => {
    const actual = ((i * 37) % 160) * 5.5
    return { actual, predicted: Math.max(0, actual * 0.95 + 18 + (((i * 61) % 41) - 20) * 2.6), rows: 1 + ((i * 13) % 30) }
  }),
  residualPredicted: Array.from({ length: 120 }, (_, i) => {
    const predicted = ((i * 37) % 120) * 7
    return { predicted, residual: (((i * 61) % 41) - 20) * (1 + predicted / 200), rows: 1 + ((i * 13) % 30) }
  }),
  residualQuantiles: Array.from({ length: 99 }, (_, i) => {
    const normal = Math.log((i + 1) / (99 - i)) / 1.7
    return { normal, residual: 30 * normal + 6 * normal ** 3 }
  }),
  errorBySize: Array.from({ length: 10 }, (_, i) => ({
    from: i * 90,
    to: i * 90 + 88,
    error: 12 + i * 6,
    interval: [10 + i * 5.6, 14 + i * 6.4] as [number, number],
    rows: 347,
  })),
  slices: [],
  importance: [
    { name: 'hour', value: 0.61 },
    { name: 'temperature', value: 0.18 },
    { name: 'workingday', value: 0.12 },
    { name: 'humidity', value: 0.05 },
  ],
}

function rate(value: number, of: number): Rate {
  const half = 1.96 * Math.sqrt((value * (1 - value)) / of)
  return { value, interval: [Math.max(0, value - half), Math.min(1, value + half)], of }
}

function band(group: string, rows: number, [selected, refused, missed, defaults]: readonly [number, number, number, number]): GroupRow {
  const r = (value: number, share = 1) => rate(value, Math.max(1, Math.round(rows * share)))
  return {
    group,
    rows,
    judged: rows >= 100,
    baseRate: r(0.88),
    selectionRate: r(selected),
    tpr: r(1 - refused, 0.88),
    fnr: r(refused, 0.88),
    fpr: r(missed, 0.12),
    precision: r(1 - defaults, 0.8),
    accuracy: r(0.86),
  }
}

function measure(id: string, label: { en: string; fr: string }, rest: Omit<FairnessMeasure, 'id' | 'label'>): FairnessMeasure {
  return { id, label, ...rest }
}

/** The page of the design: approval by age band. */
export const ageReport: GroupReport = {
  model: 'Gradient boosting',
  by: ['age band'],
  outcome: 'approved',
  favourable: true,
  threshold: 0.24,
  rows: 9224,
  smallest: 100,
  verdict: {
    en: 'Applicants under 25 are approved too rarely. 61.2 % of them are approved against 84.6 % of those aged 45 to 59; even among people who did repay, the young are refused more than twice as often.',
    fr: 'Les moins de 25 ans sont trop rarement acceptés : 61,2 % contre 84,6 % chez les 45 à 59 ans ; même parmi ceux qui ont remboursé, les jeunes sont refusés plus de deux fois plus souvent.',
  },
  overall: band('everyone', 9224, [0.783, 0.158, 0.352, 0.053]),
  groups: [
    band('under 25', 841, [0.612, 0.283, 0.3, 0.122]),
    band('25 to 34', 2106, [0.724, 0.201, 0.33, 0.073]),
    band('35 to 44', 2533, [0.808, 0.143, 0.37, 0.046]),
    band('45 to 59', 2470, [0.846, 0.117, 0.42, 0.04]),
    band('60 and over', 1217, [0.821, 0.144, 0.44, 0.046]),
    band('not said', 57, [0.8, 0.2, 0.4, 0.1]),
  ],
  measures: [
    measure(
      'disparate-impact',
      { en: 'Approval ratio', fr: 'Rapport d’acceptation' },
      {
        value: 0.72,
        interval: [0.68, 0.77],
        kind: 'ratio',
        limit: 0.8,
        verdict: 'bad',
        chip: { en: 'under 0.80', fr: 'sous 0,80' },
        text: {
          en: 'For every 100 people aged 45 to 59 who are approved, 72 under 25 are.',
          fr: 'Pour 100 personnes de 45 à 59 ans acceptées, 72 de moins de 25 ans le sont.',
        },
        worst: { low: 'under 25', high: '45 to 59', lowRate: 0.612, highRate: 0.846 },
      },
    ),
    measure(
      'tpr-difference',
      { en: 'Good payers refused, gap', fr: 'Bons payeurs refusés, écart' },
      {
        value: 0.166,
        interval: [0.13, 0.2],
        kind: 'difference',
        limit: 0.1,
        verdict: 'bad',
        chip: { en: 'over 10 pt', fr: 'plus de 10 pt' },
        text: {
          en: '28.3 % of young people who would repay are refused, against 11.7 %.',
          fr: '28,3 % des jeunes qui rembourseraient sont refusés, contre 11,7 %.',
        },
        worst: null,
      },
    ),
    measure(
      'fpr-difference',
      { en: 'Defaulters approved, gap', fr: 'Défauts acceptés, écart' },
      {
        value: 0.14,
        interval: null,
        kind: 'difference',
        limit: 0.15,
        verdict: 'near',
        chip: { en: 'near 15 pt', fr: 'près de 15 pt' },
        text: {
          en: 'The model misses more defaults at 60 and over than under 25.',
          fr: 'Le modèle manque plus de défauts après 60 ans qu’avant 25 ans.',
        },
        worst: null,
      },
    ),
    measure(
      'calibration',
      { en: 'Calibration gap', fr: 'Écart de calibration' },
      {
        value: 0.009,
        interval: null,
        kind: 'difference',
        limit: 0.03,
        verdict: 'good',
        chip: { en: 'under 3 pt', fr: 'moins de 3 pt' },
        text: { en: 'A score of 20 % means close to 20 % in every band.', fr: 'Un score de 20 % vaut près de 20 % dans chaque tranche.' },
        worst: null,
      },
    ),
  ],
}

/** One of each kind of view, as a node may send them. */
export const someViews: View[] = [
  {
    view: 'text',
    lead: true,
    text: { en: 'The tree asks 14 questions; credit_score is the first.', fr: 'L’arbre pose 14 questions ; credit_score est la première.' },
  },
  {
    view: 'figures',
    title: { en: 'Size', fr: 'Taille' },
    figures: [
      { id: 'depth', label: { en: 'Depth', fr: 'Profondeur' }, value: 5, format: 'count' },
      { id: 'leaves', label: { en: 'Leaves', fr: 'Feuilles' }, value: 15, format: 'count' },
      { id: 'seconds', label: { en: 'Time', fr: 'Durée' }, value: 1.4, format: 'seconds' },
    ],
  },
  {
    view: 'table',
    title: { en: 'What counts', fr: 'Ce qui compte' },
    columns: [
      { key: 'name', label: { en: 'Column', fr: 'Colonne' }, format: 'text' },
      { key: 'value', label: { en: 'Importance', fr: 'Importance' }, format: 'percent' },
    ],
    rows: [
      { name: 'credit_score', value: 0.41 },
      { name: 'dti', value: 0.27 },
      { name: 'loan_amount', value: 0.19 },
      { name: 'employment = self-employed', value: 0.13 },
    ],
  },
  {
    view: 'vega-lite',
    title: { en: 'Approval by age', fr: 'Acceptation selon l’âge' },
    summary: { en: 'Approval rises from 61 % at 20 to 85 % at 50', fr: 'L’acceptation passe de 61 % à 20 ans à 85 % à 50 ans' },
    spec: {
      data: { values: Array.from({ length: 13 }, (_, i) => ({ age: 20 + i * 5, rate: 0.61 + 0.25 * Math.sin((i / 12) * 2.2) })) },
      mark: { type: 'line', point: true },
      encoding: {
        x: { field: 'age', type: 'quantitative', scale: { zero: false } },
        y: { field: 'rate', type: 'quantitative', axis: { format: '.0%' }, scale: { zero: false } },
      },
    },
  },
]
