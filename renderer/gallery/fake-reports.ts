import type { Evaluation, FairnessMeasure, GroupReport, GroupRow, Measure, Rate } from '../../engine/protocol/artifact.ts'
import type { FeatureDrift, MonitorReport, RequestRow } from '../../engine/protocol/workspace.ts'

const same = (text: string) => ({ en: text, fr: text })

function rate(value: number, of: number): Rate {
  const half = 1.96 * Math.sqrt((value * (1 - value)) / of)
  return { value, interval: [Math.max(0, value - half), Math.min(1, value + half)], of }
}

function group(name: string, rows: number, rates: readonly number[]): GroupRow {
  const [base = 0, selected = 0, found = 0, alarms = 0, right = 0] = rates
  return {
    group: name,
    rows,
    judged: rows >= 100,
    baseRate: rate(base, rows),
    selectionRate: rate(selected, rows),
    tpr: rate(found, Math.round(rows * base)),
    fpr: rate(alarms, Math.round(rows * (1 - base))),
    fnr: rate(1 - found, Math.round(rows * base)),
    precision: rate(right, Math.round(rows * selected)),
    accuracy: rate(0.86, rows),
  }
}

function measure(id: string, en: string, fr: string, rest: Pick<FairnessMeasure, 'value' | 'kind' | 'limit' | 'verdict'>): FairnessMeasure {
  const { value, kind } = rest
  const words = kind === 'ratio' ? `${value}` : `${Math.round((value ?? 0) * 100)} pt`
  return {
    id,
    label: { en, fr },
    interval: value === null ? null : [value - 0.02, value + 0.02],
    ...rest,
    chip: same(words),
    text: { en: `${en}: ${words}.`, fr: `${fr} : ${words}.` },
    worst: { low: 'women', high: 'men', lowRate: 0.71, highRate: 0.79 },
  }
}

export const fakeGroups: GroupReport = {
  model: 'Gradient boosting',
  by: ['gender'],
  outcome: 'approved = yes',
  favourable: true,
  threshold: 0.24,
  rows: 9224,
  smallest: 100,
  verdict: {
    en: 'Women are approved 8 points less often than men. The four-fifths rule holds; the gap is over your limit of 5 points.',
    fr: 'Les femmes sont acceptées 8 points moins souvent que les hommes. La règle des quatre cinquièmes tient ; l’écart dépasse votre limite de 5 points.',
  },
  overall: group('everyone', 9224, [0.78, 0.76, 0.9, 0.27, 0.92]),
  groups: [
    group('men', 5110, [0.79, 0.79, 0.92, 0.29, 0.92]),
    group('women', 4020, [0.77, 0.71, 0.87, 0.24, 0.93]),
    group('other', 94, [0.74, 0.7, 0.85, 0.3, 0.9]),
  ],
  measures: [
    measure('parity', 'Difference of approval', 'Écart d’acceptation', { value: 0.08, kind: 'difference', limit: 0.05, verdict: 'bad' }),
    measure('impact', 'Ratio of approval', 'Rapport d’acceptation', { value: 0.9, kind: 'ratio', limit: 0.8, verdict: 'good' }),
    measure('odds', 'Difference of errors', 'Écart des erreurs', { value: 0.05, kind: 'difference', limit: 0.05, verdict: 'near' }),
  ],
}

const steps = Array.from({ length: 21 }, (_, i) => i / 20)

function measureAt(value: number): Measure {
  return { value, interval: [Math.max(0, value - 0.02), Math.min(1, value + 0.02)] }
}

function classRow(name: string, rows: number, [precision = 0, recall = 0, specificity = 0, f1 = 0]: readonly number[]) {
  return {
    class: name,
    rows,
    precision: measureAt(precision),
    recall: measureAt(recall),
    specificity: measureAt(specificity),
    f1: measureAt(f1),
    auc: measureAt(0.836),
    averagePrecision: measureAt(0.468),
  }
}

export const fakeEvaluation: Evaluation = {
  model: 'Gradient boosting',
  node: 'boost',
  task: 'classification',
  target: 'default',
  rows: 9224,
  verdict: {
    en: 'It puts a defaulter before a payer in 84 of 100 pairs; calling every loan good would be right for 88.2 %.',
    fr: 'Elle classe un défaut avant un bon payeur dans 84 paires sur 100 ; tout accepter donnerait raison à 88,2 %.',
  },
  figures: [
    { id: 'auc', label: same('AUC'), value: 0.836, interval: [0.826, 0.846], baseline: 0.5, format: 'number', better: 'higher' },
    {
      id: 'accuracy',
      label: { en: 'Accuracy', fr: 'Exactitude' },
      value: 0.897,
      interval: [0.891, 0.903],
      baseline: 0.882,
      format: 'percent',
      better: 'higher',
    },
    { id: 'f1', label: same('F1'), value: 0.41, interval: [0.38, 0.44], baseline: 0, format: 'number', better: 'higher' },
  ],
  classes: ['no', 'yes'],
  positive: 'yes',
  confusion: [
    [7690, 446],
    [504, 584],
  ],
  perClass: [classRow('no', 8136, [0.938, 0.945, 0.537, 0.942]), classRow('yes', 1088, [0.567, 0.537, 0.945, 0.551])],
  threshold: 0.5,
  curves: [
    {
      class: 'yes',
      base: 0.118,
      roc: steps.map((x) => [x, x ** 0.28]),
      precisionRecall: steps.map((x) => [x, 0.95 - 0.83 * x ** 1.6]),
      gain: steps.map((x) => [x, Math.min(1, x ** 0.45)]),
      calibration: steps.slice(1, 11).map((x) => ({
        predicted: x,
        observed: x * 0.94 + 0.02,
        rows: 400,
        interval: [Math.max(0, x - 0.06), Math.min(1, x + 0.06)],
        from: x - 0.025,
        to: x + 0.025,
      })),
      scores: Array.from({ length: 40 }, (_, k) => ({
        from: k / 40,
        to: (k + 1) / 40,
        own: Math.round(60 * Math.exp(-(((k - 18) / 11) ** 2))),
        others: Math.round(900 * Math.exp(-(((k - 4) / 6) ** 2))),
      })),
    },
  ],
  slices: [
    {
      name: { en: 'employment = self-employed and age < 26', fr: 'employment = self-employed et age < 26' },
      conditions: [
        { column: 'employment', is: 'equal', value: 'self-employed' },
        { column: 'age', is: 'less', value: 26 },
      ],
      rows: 212,
      error: { value: 0.34, interval: [0.28, 0.406] },
      rest: { value: 0.098, interval: [0.092, 0.104] },
      pValue: 1e-9,
    },
  ],
  thresholds: steps.map((threshold) => {
    const tp = Math.round(1088 * (1 - threshold) ** 1.2)
    const fp = Math.round(8136 * (1 - threshold) ** 5)
    return { threshold, tp, fp, tn: 8136 - fp, fn: 1088 - tp }
  }),
  importance: [
    { name: 'credit_score', value: 0.061 },
    { name: 'dti', value: 0.043 },
    { name: 'loan_amount', value: 0.021 },
    { name: 'employment', value: 0.012 },
    { name: 'age', value: 0.004 },
  ],
}

const labels = ['under 20', '20 to 30', '30 to 40', '40 to 50', 'over 50']

function drift(feature: string, value: number, verdict: FeatureDrift['verdict']): FeatureDrift {
  const shares = [0.08, 0.24, 0.34, 0.22, 0.12]
  return {
    feature,
    kind: 'number',
    measure: 'PSI',
    value,
    limit: 0.12,
    verdict,
    text: {
      en: `${feature}: ${verdict === 'drift' ? 'older applicants than in training' : 'as in training'}.`,
      fr: `${feature} : ${verdict === 'drift' ? 'des demandeurs plus âgés qu’à l’entraînement' : 'comme à l’entraînement'}.`,
    },
    reference: labels.map((label, i) => ({ label, share: shares[i] ?? 0 })),
    current: labels.map((label, i) => ({ label, share: verdict === 'drift' ? (shares[4 - i] ?? 0) : (shares[i] ?? 0) })),
    missing: { reference: 0.01, current: 0.02 },
  }
}

export const fakeMonitor: MonitorReport = {
  endpoint: 'loan-default',
  requests: 21_460,
  since: new Date(Date.now() - 3 * 86_400_000).toISOString(),
  verdict: { en: 'One feature of three has drifted: age.', fr: 'Une variable sur trois a dérivé : age.' },
  features: [drift('age', 0.31, 'drift'), drift('loan_amount', 0.1, 'watch'), drift('credit_score', 0.02, 'calm')],
  predictions: drift('default', 0.05, 'calm'),
}

export const fakeRequests: readonly RequestRow[] = Array.from({ length: 40 }, (_, i) => ({
  at: new Date(Date.now() - i * 45_000).toISOString(),
  ms: 2 + ((i * 7) % 9) / 2,
  status: i % 17 === 5 ? 422 : 200,
  input: { age: 20 + i, loan_amount: 1000 * (1 + (i % 30)) },
  output: i % 17 === 5 ? { problem: 'age is missing' } : { prediction: i % 8 === 0 ? 'yes' : 'no', score: ((i * 13) % 100) / 100 },
}))
