import { Plural, useLingui } from '@lingui/react/macro'
import type { Profile } from '../../../engine/protocol/profile.ts'
import type { ComparedColumn } from '../../../engine/protocol/profile-comparison.ts'
import type { Cell } from '../../../engine/protocol/table.ts'
import { attempt } from '../../session/notices.ts'
import { useClient } from '../../session/client.ts'
import { useSession } from '../../session/store.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { useRequest } from '../use-request.ts'
import { saveFile } from './save-file.ts'

export interface ComparisonBandProps {
  readonly before: Profile
  readonly after: Profile
  /** What the two are called, and when they were read: another key asks anew. */
  readonly names: readonly [string, string]
  readonly version: string
}

/** What differs between two profiles: columns by how much they do, with both figures and both shapes. */
export function ComparisonBand({ before, after, names, version }: ComparisonBandProps) {
  const { t } = useLingui()
  const text = useText()
  const { count, percent, number } = useFormat()
  const client = useClient()
  const { value: comparison, problem } = useRequest(version, (signal) => client('compareProfiles', { before, after }, signal))
  if (problem) return <ProblemBox severity={problem.severity} title={text(problem.text)} detail={text(problem.action)} />
  if (!comparison) return null
  const told = comparison.columns.filter(({ change }) => change !== 'same')
  const same = comparison.columns.length - told.length
  const say = (cell: Cell) => (cell === null ? '–' : typeof cell === 'number' ? number(cell) : String(cell))
  const both = ([a, b]: readonly [Cell, Cell]) => (a === null && b === null ? '' : `${say(a)} → ${say(b)}`)
  const shares = ([a, b]: ComparedColumn['missing']) =>
    a === 0 && b === 0 ? '' : [a, b].map((share) => (share === null ? '–' : percent(share))).join(' → ')
  const save = async () => {
    const { html } = await client('printComparison', { titles: [...names], language: useSession.getState().language, comparison })
    saveFile(html, { name: `${names[0]} - ${names[1]}`, type: 'html' })
  }
  return (
    <section className="view-section" aria-label={t`What differs`}>
      <SectionHead
        title={t`What differs`}
        note={
          <>
            <span className="profile-key" data-kind="a" /> {names[0]}: {count(comparison.rows[0])}{' '}
            <span className="profile-key" data-kind="b" /> {names[1]}: {count(comparison.rows[1])}
          </>
        }
        end={<Button size="s" icon="download" onClick={() => void attempt(save())}>{t`Comparison`}</Button>}
      />
      {told.length > 0 && (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t`Columns that differ`}>
          <table className="table profile-comparison">
            <thead>
              <tr>
                <th scope="col">{t`Column`}</th>
                <th scope="col">{t`What differs`}</th>
                <th scope="col">{t`Both shapes`}</th>
                <th scope="col" className="n">{t`missing`}</th>
                <th scope="col" className="n">{t`distinct`}</th>
                <th scope="col" className="n">{t`median`}</th>
              </tr>
            </thead>
            <tbody>
              {told.map((column) => (
                <tr key={column.name}>
                  <td className="font-medium">{column.name}</td>
                  <td className="text-text-2">{text(column.text)}</td>
                  <td>
                    <Overlaid bins={column.bins} />
                  </td>
                  <td className="n">{shares(column.missing)}</td>
                  <td className="n">{both(column.distinct)}</td>
                  <td className="n">{both(column.middle)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="meta mt-2">
        {told.length === 0 ? (
          t`Nothing of note differs.`
        ) : (
          <Plural value={same} one="# column without a difference of note." other="# columns without a difference of note." />
        )}{' '}
        {t`PSI and KS come from 20 bins or from the most frequent values; they are estimates.`}
      </p>
    </section>
  )
}

/** The first as filled bars, the second as an outline over them. */
function Overlaid({ bins }: { readonly bins: ComparedColumn['bins'] }) {
  if (bins.length === 0) return null
  const most = Math.max(...bins.flatMap(({ shares }) => shares), 1e-9)
  const bar = (share: number, i: number, kind: 'a' | 'b') => (
    <rect key={`${kind}${i}`} data-kind={kind} x={i + 0.06} width={0.88} y={39 - (share / most) * 38} height={(share / most) * 38} />
  )
  return (
    <svg className="profile-overlaid" viewBox={`0 0 ${bins.length} 40`} preserveAspectRatio="none" aria-hidden>
      {bins.map(({ shares }, i) => bar(shares[0], i, 'a'))}
      {bins.map(({ shares }, i) => bar(shares[1], i, 'b'))}
    </svg>
  )
}
