import type { View } from '../../engine/protocol/artifact.ts'
import { useText } from '../session/use-text.ts'
import { FiguresView } from './FiguresView.tsx'
import { TableView } from './TableView.tsx'
import { TextView } from './TextView.tsx'
import { VegaChart } from './VegaChart.tsx'
import './views.css'

function Viewer({ view }: { readonly view: View }) {
  const text = useText()
  switch (view.view) {
    case 'text':
      return <TextView view={view} />
    case 'figures':
      return <FiguresView view={view} />
    case 'table':
      return <TableView view={view} />
    case 'vega-lite':
      return <VegaChart spec={view.spec} summary={text(view.summary)} head={view.title && <h3>{text(view.title)}</h3>} />
    default:
      return view satisfies never
  }
}

/** Everything that a node has to show, one under the other, parted by hairlines. */
export function ViewList({ views }: { readonly views: readonly View[] }) {
  const text = useText()
  return views.map((view, i) => (
    <section key={i} className="view-section">
      {view.title && view.view !== 'vega-lite' && <h3 className="mb-2">{text(view.title)}</h3>}
      <Viewer view={view} />
    </section>
  ))
}
