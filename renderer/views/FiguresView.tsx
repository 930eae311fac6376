import type { View } from '../../engine/protocol/artifact.ts'
import { useFigureFormats } from './use-fixed.ts'
import { useText } from '../session/use-text.ts'
import { FigureDots } from './FigureDots.tsx'
import { formatFigure } from './format-figure.ts'

/** Figures in a row, or as dots with intervals when one of them has an interval or a baseline. */
export function FiguresView({ view }: { readonly view: Extract<View, { view: 'figures' }> }) {
  const text = useText()
  const formats = useFigureFormats()
  const judged = view.figures.some(({ interval, baseline }) => interval !== undefined || typeof baseline === 'number')
  if (judged) return <FigureDots series={[{ name: '', colour: 'var(--c-data)', figures: view.figures }]} />
  return (
    <dl className="stats">
      {view.figures.map((figure) => (
        <div key={figure.id} className="stat" title={text(figure.help)}>
          <dt className="meta">{text(figure.label)}</dt>
          <dd>{formatFigure(figure.value, figure.format, formats)}</dd>
        </div>
      ))}
    </dl>
  )
}
