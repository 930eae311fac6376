import { useLingui } from '@lingui/react/macro'
import type { Figure } from '../../engine/protocol/artifact.ts'
import { useFigureFormats } from './use-fixed.ts'
import { useText } from '../session/use-text.ts'
import { linear } from './chart/scale.ts'
import { figureDomain } from './figure-domain.ts'
import { figureTexts } from './figure-texts.ts'
import { formatFigure } from './format-figure.ts'
import { useWidth } from './chart/use-width.ts'

export interface FigureSeries {
  readonly name: string
  readonly colour: string
  readonly figures: readonly Figure[]
}

export interface FigureDotsProps {
  readonly series: readonly FigureSeries[]
  /** Says under each figure how its interval was found. */
  readonly methods?: boolean
}

/** Figures of one or several models: a dot with its interval, the best constant prediction as a grey tick, then the numbers. */
export function FigureDots({ series, methods = false }: FigureDotsProps) {
  const { t } = useLingui()
  const text = useText()
  const formats = useFigureFormats()
  const ids = [...new Set(series.flatMap(({ figures }) => figures.map((figure) => figure.id)))]
  const baselines = series.some(({ figures }) => figures.some(({ baseline }) => typeof baseline === 'number'))
  const compared = series.length > 1
  return (
    <table className="table figure-dots">
      <thead>
        <tr>
          <th scope="col">{t`Figure`}</th>
          <th scope="col" className="figure-dots-scale">
            <span className="flex justify-between">
              <span>{t`worse`}</span>
              <span>{t`better`}</span>
            </span>
          </th>
          {series.map(({ name, colour }) => (
            <th key={name} scope="col" className="n">
              {compared ? <SeriesName name={name} colour={colour} /> : t`value`}
            </th>
          ))}
          {baselines && (
            <th scope="col" className="n">
              {t`no model`}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {ids.map((id) => {
          const found = series.map(({ figures }) => figures.find((figure) => figure.id === id))
          const [first] = found.filter((figure) => figure !== undefined)
          if (!first) return null
          return (
            <tr key={id}>
              <th scope="row" title={text(first.help)}>
                {text(first.label)}
                {methods && first.method && <span className="block text-meta text-text-2">{text(first.method)}</span>}
              </th>
              <td className="figure-dots-scale">
                <Dots figures={found} colours={series.map(({ colour }) => colour)} />
              </td>
              {found.map((figure, i) => {
                const { value, range } = figureTexts(figure ?? { value: null, format: first.format }, formats)
                return (
                  <td key={series[i]?.name ?? i} className="n">
                    <b>{value}</b>
                    {!compared && range && <span className="block text-meta text-text-2">{t`${range[0]} to ${range[1]}`}</span>}
                  </td>
                )
              })}
              {baselines && <td className="n text-text-2">{formatFigure(first.baseline, first.format, formats)}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** A name that may break into lines, its dot never apart from its first word. */
function SeriesName({ name, colour }: { readonly name: string; readonly colour: string }) {
  const [first, ...rest] = name.split(' ')
  return (
    <>
      <span className="whitespace-nowrap">
        <span className="series-dot" style={{ background: colour }} />
        {first}
      </span>
      {rest.length > 0 && ` ${rest.join(' ')}`}
    </>
  )
}

interface DotsProps {
  readonly figures: readonly (Figure | undefined)[]
  readonly colours: readonly string[]
}

function Dots({ figures, colours }: DotsProps) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const present = figures.filter((figure) => figure !== undefined)
  const domain = figureDomain(present)
  const gap = 9
  const height = Math.max(20, present.length * gap + 11)
  const middle = (height - (figures.length - 1) * gap) / 2
  const baseline = present.find((figure) => typeof figure.baseline === 'number')?.baseline
  if (!domain) return null
  const x = linear(domain, [4, Math.max(8, width - 4)])
  return (
    <div ref={ref}>
      <svg width={width} height={height} aria-hidden className="block overflow-visible">
        <line x1={0} x2={width} y1={height / 2} y2={height / 2} stroke="var(--line)" />
        {typeof baseline === 'number' && (
          <line x1={x(baseline)} x2={x(baseline)} y1={height / 2 - 8} y2={height / 2 + 8} stroke="var(--text-2)" strokeWidth={1.5} />
        )}
        {figures.map((figure, i) => {
          if (!figure || figure.value === null) return null
          const y = middle + i * gap
          const colour = colours[i]
          return (
            <g key={i}>
              {figure.interval && (
                <line x1={x(figure.interval[0])} x2={x(figure.interval[1])} y1={y} y2={y} stroke={colour} strokeWidth={2} />
              )}
              <circle cx={x(figure.value)} cy={y} r={4} fill={colour} />
            </g>
          )
        })}
      </svg>
    </div>
  )
}
