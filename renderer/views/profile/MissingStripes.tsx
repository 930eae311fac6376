import { useLingui } from '@lingui/react/macro'
import type { Profile } from '../../../engine/protocol/profile.ts'
import { useFormat } from '../../session/use-format.ts'
import { SectionHead } from '../SectionHead.tsx'

const mostColumns = 11

/** Where the cells of each column are missing, from the first row to the last. */
export function MissingStripes({ profile }: { readonly profile: Profile }) {
  const { t } = useLingui()
  const { count, percent } = useFormat()
  const { stripes, stripeRows, together } = profile.missingness
  const [pair] = together
  const shown = stripes.toSorted((a, b) => sum(b.rows) - sum(a.rows)).slice(0, mostColumns)
  return (
    <>
      <SectionHead
        title={t`Missing together`}
        note={shown.length === 0 ? t`no cell is missing` : t`each stripe: ${count(Math.max(1, Math.round(stripeRows)))} rows`}
      />
      {shown.map(({ column, rows }) => (
        <div className="profile-stripe" key={column}>
          <span className="truncate" title={column}>
            {column}
          </span>
          <svg viewBox={`0 0 ${rows.length} 1`} preserveAspectRatio="none" aria-hidden>
            {rows.map((missing, i) =>
              missing === 0 ? null : (
                <rect key={i} x={i} width={1.02} height={1} opacity={Math.max(0.25, Math.min(1, missing / Math.max(1, stripeRows)))} />
              ),
            )}
          </svg>
          <span className="text-right">{percent(sum(rows) / Math.max(1, profile.rows))}</span>
        </div>
      ))}
      {pair && <p className="meta mt-2">{t`${pair.a} and ${pair.b} are missing in the same ${count(pair.rows)} rows.`}</p>}
    </>
  )
}

const sum = (rows: readonly number[]) => rows.reduce((total, count) => total + count, 0)
