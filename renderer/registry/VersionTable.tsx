import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ModelVersion, RegisteredModel } from '../../engine/protocol/registry-methods.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { Chip } from '../ui/Chip.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tag } from '../ui/Tag.tsx'
import { formatFigure } from '../views/format-figure.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { useFigureFormats } from '../views/use-fixed.ts'
import { VersionActDialog, type VersionAct } from './VersionActDialog.tsx'

export interface VersionTableProps {
  readonly model: RegisteredModel
  readonly versions: readonly ModelVersion[]
  readonly shown: number | null
  readonly onShow: (version: number) => void
}

/** The versions of a model, the newest first, with what can be done with each. */
export function VersionTable({ model, versions, shown, onShow }: VersionTableProps) {
  const { t } = useLingui()
  const text = useText()
  const { when } = useFormat()
  const formats = useFigureFormats()
  const [act, setAct] = useState<VersionAct | null>(null)
  const isAway = model.archivedAt !== null
  const reviews = {
    none: { tone: 'neutral', label: t`not reviewed` },
    approved: { tone: 'ok', label: t`approved` },
    rejected: { tone: 'err', label: t`rejected` },
  } as const
  return (
    <>
      <SectionHead title={t`Versions`} note={t`a version never changes; aliases move`} />
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t`Versions`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t`Version`}</th>
              <th scope="col">{t`Aliases`}</th>
              <th scope="col">{t`Review`}</th>
              <th scope="col">{t`Figures`}</th>
              <th scope="col">{t`Registered`}</th>
              <th scope="col">{t`Why`}</th>
              <th scope="col" className="n">{t`Acts`}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ number, aliases, review, facts, createdAt, note }) => (
              <tr key={number} className={number === shown ? 'bg-select' : ''}>
                <td>
                  <button
                    type="button"
                    className="min-h-6 whitespace-nowrap font-semibold hover:underline"
                    aria-pressed={number === shown}
                    onClick={() => onShow(number)}
                  >
                    {t`version ${number}`}
                  </button>
                </td>
                <td>
                  <span className="flex flex-wrap gap-1">
                    {aliases.map((alias) => (
                      <Tag
                        key={alias}
                        label={alias}
                        removeLabel={t`Take ${alias} away`}
                        onRemove={() => setAct({ kind: 'remove-alias', version: number, alias })}
                      />
                    ))}
                  </span>
                </td>
                <td>
                  <Chip tone={reviews[review].tone}>{reviews[review].label}</Chip>
                </td>
                <td className="whitespace-nowrap">
                  {headline(facts.figures).map(({ id, label, value, format }) => (
                    <span key={id} className="mr-3">
                      <span className="text-text-2">{text(label)}</span> <b>{formatFigure(value, format, formats)}</b>
                    </span>
                  ))}
                </td>
                <td className="whitespace-nowrap">{when(createdAt)}</td>
                <td className="w-full min-w-24 max-w-0 truncate" title={note}>
                  {note}
                </td>
                <td className="n">
                  <Menu
                    align="end"
                    trigger={<IconButton icon="ellipsis" size="s" label={t`What to do with version ${number}`} />}
                    entries={[
                      {
                        id: 'champion',
                        label: t`Make it the champion`,
                        icon: 'badge-check',
                        disabled: isAway || model.aliases['champion'] === number,
                        onSelect: () => setAct({ kind: 'alias', version: number, alias: 'champion' }),
                      },
                      {
                        id: 'challenger',
                        label: t`Make it the challenger`,
                        icon: 'flask-conical',
                        disabled: isAway || model.aliases['challenger'] === number,
                        onSelect: () => setAct({ kind: 'alias', version: number, alias: 'challenger' }),
                      },
                      {
                        id: 'alias',
                        label: t`Give it another alias`,
                        icon: 'plus',
                        disabled: isAway,
                        onSelect: () => setAct({ kind: 'alias', version: number, alias: '' }),
                      },
                      'separator',
                      { id: 'approve', label: t`Approve`, icon: 'check', onSelect: () => setAct({ kind: 'approved', version: number }) },
                      { id: 'reject', label: t`Reject`, icon: 'x', onSelect: () => setAct({ kind: 'rejected', version: number }) },
                      ...(aliases.length > 0
                        ? ([
                            'separator',
                            ...aliases.map((alias) => ({
                              id: `serve ${alias}`,
                              label: t`Serve ${model.name}@${alias}`,
                              icon: 'plug',
                              disabled: isAway,
                              onSelect: () => setAct({ kind: 'serve', version: number, alias }),
                            })),
                          ] as const)
                        : []),
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {act && <VersionActDialog key={JSON.stringify(act)} name={model.name} act={act} onClose={() => setAct(null)} />}
    </>
  )
}

const leading = ['auc', 'r2', 'balanced-accuracy', 'rmse']

/** Two figures that say most: the usual ones first. */
function headline(figures: ModelVersion['facts']['figures']): ModelVersion['facts']['figures'] {
  const rank = ({ id }: { readonly id: string }) => (leading.includes(id) ? leading.indexOf(id) : leading.length)
  return figures.toSorted((one, other) => rank(one) - rank(other)).slice(0, 2)
}
