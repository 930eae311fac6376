import type { FeatureDrift as ToldDrift, MonitorReport } from '../protocol/workspace.ts'
import type { DriftReport } from './drift-report.ts'
import { limitOf, type DriftBin, type DriftVerdict, type FeatureDrift } from './drift-result.ts'

const verdicts: Readonly<Record<DriftVerdict, ToldDrift['verdict']>> = { same: 'calm', small: 'watch', drift: 'drift', unknown: 'few' }

/** The report as it goes to the studio. `predictions` names the entry of the profile that holds the model's score, which is told apart. */
export function monitorReport(
  report: DriftReport,
  about: { readonly endpoint: string; readonly since: string | null; readonly predictions?: string },
): MonitorReport {
  const score = report.features.find(({ name }) => name === about.predictions)
  return {
    endpoint: about.endpoint,
    requests: report.rows,
    since: about.since,
    verdict: report.verdict,
    features: report.features.filter((feature) => feature !== score).map(toldDrift),
    predictions: score ? toldDrift(score) : null,
  }
}

function toldDrift(drift: FeatureDrift): ToldDrift {
  const decider = limitOf(drift)
  return {
    feature: drift.name,
    kind: drift.kind,
    measure: decider?.id ?? 'missing',
    value: decider?.value ?? null,
    limit: decider?.limit ?? null,
    verdict: verdicts[drift.verdict],
    text: drift.text,
    reference: drift.bins.map(({ reference, ...bin }) => binOf(bin, reference)),
    current: drift.bins.map(({ current, ...bin }) => binOf(bin, current)),
    ...(drift.yesNo && { yesNo: true }),
    missing: { reference: drift.missing.reference, current: drift.missing.current },
  }
}

function binOf({ label, upTo }: Pick<DriftBin, 'label' | 'upTo'>, share: number): ToldDrift['reference'][number] {
  return { label, ...(upTo !== undefined && { upTo }), share }
}
