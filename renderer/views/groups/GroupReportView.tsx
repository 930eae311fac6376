import { useLingui } from '@lingui/react/macro'
import type { GroupReport } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { SectionHead } from '../SectionHead.tsx'
import { ErrorsChart } from './ErrorsChart.tsx'
import { GroupTable } from './GroupTable.tsx'
import { Measures } from './Measures.tsx'
import { RatesChart } from './RatesChart.tsx'
import { SizesChart } from './SizesChart.tsx'
import { Verdict } from '../Verdict.tsx'
import { WorstPair } from './WorstPair.tsx'
import './groups.css'

/** One way of grouping in full: verdict, rates, errors, worst pair, sizes, then every measure in words and all numbers. */
export function GroupReportView({ report }: { readonly report: GroupReport }) {
  const { t } = useLingui()
  const text = useText()
  const { count } = useFormat()
  const by = report.by.join(', ')
  const small = report.groups.filter(({ judged }) => !judged)
  return (
    <>
      <section className="band band-2">
        <div>
          <div className="mb-4">
            <Verdict text={text(report.verdict)} />
          </div>
          <SectionHead title={capitalised(t`${report.outcome}, by ${by}`)} note={t`rate, 95 % interval, group size`} />
          <RatesChart report={report} />
          {small.length > 0 && (
            <p className="meta mt-2">
              {t`Hatched: fewer than ${count(report.smallest)} rows, not judged: ${small.map(({ group }) => group).join(', ')}.`}
            </p>
          )}
          <div className="mt-6">
            <SectionHead title={t`Errors, by ${by}`} note={t`per cent; the dashed line is everyone`} />
            <ErrorsChart report={report} />
          </div>
        </div>
        <div>
          <WorstPair report={report} />
          <div className="mt-6">
            <SectionHead title={t`Who is in the data`} note={t`rows, and their share`} />
            <SizesChart report={report} />
          </div>
        </div>
      </section>
      <section className="band band-one">
        <div>
          <SectionHead title={t`In plain words`} />
          <Measures measures={report.measures} />
        </div>
      </section>
      <section className="band band-one">
        <div>
          <SectionHead title={t`All rates`} note={t`intervals in the tooltip of each number`} />
          <GroupTable report={report} />
          <p className="meta mt-3 max-w-[90ch]">
            {t`Measures disagree by nature: equal rates and equal errors cannot both hold when the groups differ in the data. This page helps you choose; it is not legal advice.`}
          </p>
        </div>
      </section>
    </>
  )
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** What one grouping is called where several are offered. */
export function groupingName(report: GroupReport): string {
  return report.by.join(' × ')
}
