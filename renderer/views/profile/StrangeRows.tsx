import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Profile, ProfileWarning } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useFormat } from '../../session/use-format.ts'
import { useFixed } from '../use-fixed.ts'
import { SectionHead } from '../SectionHead.tsx'
import { AddStep } from './AddStep.tsx'
import { OddRows } from './OddRows.tsx'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'

export interface StrangeRowsProps {
  readonly profile: Profile
  readonly pipeline: PipelineDocument | undefined
  readonly place: PortPlace
}

/** The rows that an isolation forest sets apart soonest, and those that occur most often; each list with the node that deals with them. */
export function StrangeRows({ profile, pipeline, place }: StrangeRowsProps) {
  const { t } = useLingui()
  const { count, number } = useFormat()
  const fixed = useFixed()
  const { further, duplicates, columns } = profile
  const { most = [] } = duplicates
  const unusual = further?.unusual?.rows.length ? further.unusual : null
  if (!unusual && most.length === 0) return null
  const at = (name: string) => columns.findIndex((column) => column.name === name)
  const about = profile.basis.duplicates?.exact === false ? '≈ ' : ''
  return (
    <section className={`band profile-strange ${unusual && most.length > 0 ? 'band-half' : 'band-one'}`}>
      {unusual && (
        <div>
          <SectionHead
            title={t`Unusual rows`}
            note={t`soonest alone in an isolation forest of ${count(unusual.looked)} rows; the middle row scores ${number(unusual.typical, 2)}`}
            end={<AddStep pipeline={pipeline} place={place} remedy={markUnusual(unusual.columns)} />}
          />
          <OddRows
            label={t`Unusual rows`}
            heads={[t`score`, t`because of`]}
            columns={columns}
            rows={unusual.rows.map(({ row, score, because, cells }) => ({
              row,
              measure: fixed(score, 2),
              cells,
              marked: new Set(because.map(({ column }) => column)),
              why: because.map(({ column, low, high }) => {
                const cell = cells[at(column)] ?? null
                return (
                  <span className="profile-reason" key={column} title={t`nine of ten rows: ${number(low, 4)} to ${number(high, 4)}`}>
                    <span className="text-text-2">{column}</span> <b>{typeof cell === 'number' ? number(cell, 6) : String(cell)}</b>
                  </span>
                )
              }),
            }))}
          />
        </div>
      )}
      {most.length > 0 && (
        <div>
          <SectionHead
            title={t`Most repeated rows`}
            note={
              about +
              t`${plural(duplicates.groups, { one: '# different row occurs more than once', other: '# different rows occur more than once' })}`
            }
            end={<AddStep pipeline={pipeline} place={place} remedy={dropRepeated} />}
          />
          <OddRows
            label={t`Most repeated rows`}
            heads={[t`times`, t`first cells`]}
            columns={columns}
            rows={most.map(({ times, row, cells }) => ({
              row,
              measure: count(times),
              cells,
              marked: new Set<string>(),
              why: cells.slice(0, 4).map((cell, i) => (
                <span className="profile-reason" key={columns[i]?.name ?? i} title={columns[i]?.name}>
                  {cell === null ? '–' : String(cell)}
                </span>
              )),
            }))}
          />
        </div>
      )}
    </section>
  )
}

const markUnusual = (names: readonly string[]): ProfileWarning['remedy'] => ({
  label: { en: 'Mark such rows', fr: 'Marquer ces lignes' },
  type: 'outlier.unusual-rows',
  params: { columns: { by: 'names', names: [...names] }, method: 'forest', share: 0.01, act: 'flag' },
})

const dropRepeated: ProfileWarning['remedy'] = {
  label: { en: 'Drop, keep the first', fr: 'Retirer, garder la première' },
  type: 'clean.remove-duplicates',
  params: {},
}
