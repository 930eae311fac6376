import { useLingui } from '@lingui/react/macro'
import type { Duel, Evaluation } from '../../../engine/protocol/artifact.ts'
import { useText } from '../../session/use-text.ts'
import { Select } from '../../ui/Select.tsx'
import { formatFigure } from '../format-figure.ts'
import { SectionHead } from '../SectionHead.tsx'
import { useFigureFormats } from '../use-fixed.ts'
import { useState } from 'react'

export interface DuelsProps {
  readonly duels: readonly Duel[]
  readonly evaluations: readonly Evaluation[]
  /** The figure that ranks the models is shown first. */
  readonly first: string | undefined
}

/** How sure it is that one model beats another on the same rows, pair by pair and by the figure that is chosen. */
export function Duels({ duels, evaluations, first: ranking }: DuelsProps) {
  const { t } = useLingui()
  const text = useText()
  const formats = useFigureFormats()
  const figures = [...new Map(duels.map((duel) => [duel.figure, duel.label])).entries()]
  const [chosen, setChosen] = useState(figures.find(([id]) => id === ranking)?.[0] ?? figures[0]?.[0] ?? '')
  const shown = duels.filter(({ figure }) => figure === chosen)
  const [first] = shown
  if (!first) return null
  const name = (place: number) => evaluations[place]?.model ?? ''
  // Whoever is ahead stands first.
  const turned = shown.map((duel) => {
    const ahead = duel.lead >= 0
    const { equal = 0 } = duel
    return {
      ...duel,
      winner: name(ahead ? duel.a : duel.b),
      loser: name(ahead ? duel.b : duel.a),
      sure: ahead ? duel.probability : 1 - duel.probability - equal,
      by: Math.abs(duel.lead),
      ends: duel.interval && (ahead ? duel.interval : ([-duel.interval[1], -duel.interval[0]] as const)),
    }
  })
  const signed = (value: number) => (value < 0 ? '−' : '') + formatFigure(Math.abs(value), first.format, formats)
  const equals = shown.some(({ equal }) => equal !== undefined)
  return (
    <div>
      <SectionHead
        title={t`Who beats whom`}
        end={
          <Select
            size="s"
            aria-label={t`By which figure`}
            value={chosen}
            onChange={setChosen}
            options={figures.map(([value, label]) => ({ value, label: text(label) }))}
          />
        }
      />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t`Better`}</th>
            <th scope="col">{t`than`}</th>
            <th scope="col" className="n">{t`by`}</th>
            <th scope="col" className="n">{t`probability`}</th>
            {equals && <th scope="col" className="n">{t`as good as equal`}</th>}
          </tr>
        </thead>
        <tbody>
          {turned.map((duel) => (
            <tr key={`${duel.a} ${duel.b}`}>
              <td className="font-medium">{duel.winner}</td>
              <td>{duel.loser}</td>
              <td className="n">
                {signed(duel.by)}
                {duel.ends && <span className="block text-meta text-text-2">{t`${signed(duel.ends[0])} to ${signed(duel.ends[1])}`}</span>}
              </td>
              <td className="n">
                <b>{duel.sure > 0.999 ? t`over 99.9 %` : formats.percent(duel.sure)}</b>
              </td>
              {equals && <td className="n">{duel.equal === undefined ? '–' : formats.percent(duel.equal)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 text-meta text-text-2">{text(first.method)}</p>
    </div>
  )
}
