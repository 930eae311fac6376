import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Profile } from '../../../engine/protocol/profile.ts'
import { useFormat } from '../../session/use-format.ts'

/** The table in six figures. */
export function ProfileFacts({ profile }: { readonly profile: Profile }) {
  const { t } = useLingui()
  const { count, percent, number } = useFormat()
  const { rows, columns, target, missingCells, duplicates } = profile
  const numbers = columns.filter(({ number: figures }) => figures).length
  const texts = columns.filter(({ type }) => type === 'text' || type === 'bool').length
  const holes = columns.filter(({ missing }) => missing.total > 0).length
  const cells = rows * columns.length
  const moment = columns.find(({ date }) => date)
  const rarest = target?.classes.at(-1)
  const about = profile.basis.duplicates?.exact === false ? '≈ ' : ''
  const facts = [
    {
      name: t`Rows`,
      value: count(rows),
      more: duplicates.rows > 0 ? about + t`${count(duplicates.rows)} repeat an earlier one` : about + t`all different`,
      warn: duplicates.rows > 0,
    },
    {
      name: t`Columns`,
      value: count(profile.columnsAll),
      more: t`${plural(numbers, { one: '# number', other: '# numbers' })}, ${plural(texts, { one: '# category or text', other: '# categories and texts' })}`,
    },
    {
      name: t`Missing cells`,
      value: percent(cells === 0 ? 0 : missingCells / cells),
      more: missingCells === 0 ? t`none` : t`${count(missingCells)} in ${count(holes)} columns`,
    },
    ...(target
      ? [
          {
            name: t`Target`,
            value: target.column,
            more: rarest ? `${rarest.value} ${percent(rarest.rows / Math.max(1, rows))}, ${count(rarest.rows)}` : t`a number`,
          },
        ]
      : []),
    ...(moment?.date
      ? [
          {
            name: t`Period`,
            value: t`${number(Math.round(moment.date.spanDays))} days`,
            more: `${String(moment.min).slice(0, 10)} – ${String(moment.max).slice(0, 10)}`,
            optional: true,
          },
        ]
      : []),
  ]
  return (
    <dl className="profile-facts">
      {facts.map(({ name, value, more, ...rest }) => (
        <div className="stat" key={name} data-optional={'optional' in rest || undefined}>
          <dt className="meta">{name}</dt>
          <dd className="truncate" title={value}>
            {value}
          </dd>
          <dd className={`meta truncate ${'warn' in rest && rest.warn ? 'text-warn' : ''}`} title={more}>
            {more}
          </dd>
        </div>
      ))}
    </dl>
  )
}
