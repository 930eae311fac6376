import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Profile } from '../../../engine/protocol/profile.ts'
import { useFormat } from '../../session/use-format.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { columnIcon } from '../column-icon.ts'
import { SectionHead } from '../SectionHead.tsx'
import { useColumnWords } from '../use-column-words.ts'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { ColumnPicture } from './ColumnPicture.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { KindBadge } from './KindBadge.tsx'
import { useColumnFigures } from './use-column-figures.ts'

const shownFirst = 20

export interface ColumnCardsProps {
  readonly profile: Profile
  readonly wanted: string
  readonly pipeline: PipelineDocument | undefined
  readonly place: PortPlace
}

/** Every column with its shape and figures: as cards, or all figures in a table. */
export function ColumnCards({ profile, wanted, pipeline, place }: ColumnCardsProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const [view, setView] = useState<'cards' | 'table'>('cards')
  const [all, setAll] = useState(false)
  const words = useColumnWords()
  const figures = useColumnFigures(profile)
  const needle = wanted.trim().toLowerCase()
  const found = profile.columns.filter(({ name }) => name.toLowerCase().includes(needle))
  const shown = all || needle !== '' ? found : found.slice(0, shownFirst)
  const warned = new Set(profile.warnings.filter(({ severity }) => severity !== 'notice').flatMap(({ columns }) => columns))
  return (
    <section className="view-section">
      <SectionHead
        title={t`Columns`}
        note={t`${count(view === 'cards' ? shown.length : found.length)} of ${count(profile.columnsAll)}`}
        end={
          <Segmented
            size="s"
            label={t`Columns as`}
            value={view}
            onChange={setView}
            options={[
              { value: 'cards', label: t`Cards` },
              { value: 'table', label: t`Table` },
            ]}
          />
        }
      />
      {view === 'table' ? (
        <ColumnTable profile={profile} columns={found} />
      ) : (
        <>
          <div className="profile-cards">
            {shown.map((column) => (
              <article key={column.name} aria-label={column.name}>
                <header>
                  <Icon name={columnIcon(column)} size={14} />
                  <h4 className="truncate" title={`${column.name}, ${words.type(column.type)}`}>
                    {column.name}
                  </h4>
                  <span className="ml-auto flex flex-none items-center gap-1">
                    {warned.has(column.name) && (
                      <span className="text-warn" title={t`see the warnings`}>
                        <Icon name="triangle-alert" size={14} />
                      </span>
                    )}
                    {column.role && <Chip>{words.role(column.role)}</Chip>}
                  </span>
                </header>
                {column.kind && <KindBadge name={column.name} kind={column.kind} pipeline={pipeline} place={place} />}
                <ColumnPicture column={column} rows={profile.rows} />
                <dl>
                  {figures(column).map(({ name, value }) => (
                    <div key={name}>
                      <dt>{name}</dt>
                      <dd className="truncate" title={value}>
                        {value}
                      </dd>
                    </div>
                  ))}
                </dl>
              </article>
            ))}
          </div>
          {found.length > shown.length && (
            <Button size="s" className="mt-3" onClick={() => setAll(true)}>{t`All ${count(found.length)} columns`}</Button>
          )}
        </>
      )}
    </section>
  )
}
