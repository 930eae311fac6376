import { useLingui } from '@lingui/react/macro'
import type { Profile } from '../../../engine/protocol/profile.ts'
import { useFormat } from '../../session/use-format.ts'
import { SectionHead } from '../SectionHead.tsx'
import { pairStrength } from './pair-strength.ts'

const mostColumns = 12

/** Every pair of the first columns that are related at all, as a triangle of colours. */
export function PairMatrix({ profile }: { readonly profile: Profile }) {
  const { t } = useLingui()
  const { number } = useFormat()
  const byPair = new Map(profile.pairs.map((pair) => [`${pair.a}\n${pair.b}`, pairStrength(pair).value]))
  const strongest = new Map<string, number>()
  for (const pair of profile.pairs)
    for (const name of [pair.a, pair.b]) strongest.set(name, Math.max(strongest.get(name) ?? 0, Math.abs(pairStrength(pair).value)))
  const chosen = new Set(
    [...strongest]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, mostColumns)
      .map(([name]) => name),
  )
  const names = profile.columns.map(({ name }) => name).filter((name) => chosen.has(name))
  const value = (a: string, b: string) => byPair.get(`${a}\n${b}`) ?? byPair.get(`${b}\n${a}`) ?? 0
  return (
    <div>
      <SectionHead
        title={t`Relations between columns`}
        note={t`Spearman for numbers, Cramér’s V for categories, correlation ratio between the two`}
      />
      <table className="profile-matrix">
        <tbody>
          {names.map((a, i) => (
            <tr key={a}>
              <th scope="row" className="truncate" title={a}>
                {a}
              </th>
              {names.slice(0, i + 1).map((b, j) => (
                <td
                  key={b}
                  title={`${a}, ${b}`}
                  style={{ background: i === j ? 'var(--line)' : shade(value(a, b)) }}
                  data-strong={Math.abs(value(a, b)) > 0.45 || undefined}
                >
                  {i === j ? '' : number(Math.round(value(a, b) * 100) / 100, 2)}
                </td>
              ))}
              {names.slice(i + 1).map((b) => (
                <td key={b} aria-hidden />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td aria-hidden />
            {names.map((name) => (
              <th scope="col" key={name} className="truncate" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function shade(value: number): string {
  const size = Math.abs(value)
  if (size < 0.15) return 'var(--d3)'
  if (value > 0) return size > 0.45 ? 'var(--d5)' : 'var(--d4)'
  return size > 0.45 ? 'var(--d1)' : 'var(--d2)'
}

/** The ten pairs that are related most. */
export function StrongestPairs({ profile }: { readonly profile: Profile }) {
  const { t } = useLingui()
  const { number } = useFormat()
  const names = { spearman: t`Spearman`, cramersV: t`Cramér’s V`, correlationRatio: t`correlation ratio` }
  const about = profile.basis.relations?.exact === false ? '≈ ' : ''
  const pairs = profile.pairs
    .map((pair) => ({ pair, ...pairStrength(pair) }))
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, 10)
  return (
    <div>
      <SectionHead title={t`Strongest pairs`} />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t`Pair`}</th>
            <th scope="col" className="n">{t`Strength`}</th>
            <th scope="col">{t`Measure`}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ pair: { a, b, information }, value, measure }) => (
            <tr key={`${a}\n${b}`} title={t`${number(information, 3)} bits of information`}>
              <td className="break-words">{`${a}, ${b}`}</td>
              <td className="n">{about + number(Math.round(value * 100) / 100, 2)}</td>
              <td className="text-text-2">{names[measure]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
