import type { View } from 'vega'
import type { Language } from '../../engine/protocol/text.ts'
import { pageTokens, vegaLocale, vegaTheme } from './vega-theme.ts'

export interface DrawVega {
  readonly spec: Readonly<Record<string, unknown>>
  readonly element: HTMLElement
  readonly width: number
  readonly height: number
  readonly language: Language
  /** Thousands of marks are painted, not put on the page one by one. */
  readonly painted?: boolean
  /** Told of the view once it is drawn: to listen to it and to make pictures of it. */
  readonly onDrawn?: (view: View) => void
}

const composed = ['facet', 'repeat', 'concat', 'hconcat', 'vconcat'] as const

/** A chart that was not given its size keeps to the size of its place; composed ones bring their own. */
function sized(spec: Readonly<Record<string, unknown>>, width: number, height: number): Record<string, unknown> {
  const encoding = spec['encoding'] as Record<string, unknown> | undefined
  const isComposed = composed.some((key) => key in spec) || ['row', 'column', 'facet'].some((key) => encoding && key in encoding)
  if (isComposed) return { ...spec }
  return { ...spec, width, height: spec['height'] ?? height, autosize: { type: 'fit', contains: 'padding' } }
}

/**
 * Draws a Vega-Lite spec with data inside into an element. Vega is loaded on first use. Its expressions are interpreted, since the page's
 * Content-Security-Policy forbids `eval`; it may not load anything from an address. Returns the way to take the chart away.
 */
export async function drawVega({ spec, element, width, height, language, painted = false, onDrawn }: DrawVega): Promise<() => void> {
  const [vega, vegaLite, { expressionInterpreter }] = await Promise.all([import('vega'), import('vega-lite'), import('vega-interpreter')])
  const config: Record<string, unknown> = { ...vegaTheme(pageTokens()), locale: vegaLocale(language) }
  // What a node sends was checked to be JSON only; Vega-Lite itself says what it cannot read.
  const { spec: compiled } = vegaLite.compile(sized(spec, width, height) as unknown as Parameters<typeof vegaLite.compile>[0], { config })
  const runtime = vega.parse(compiled, undefined, { ast: true })
  const refuse = () => Promise.reject(new Error('A chart of a report brings its data with it.'))
  const view = new vega.View(runtime, {
    expr: expressionInterpreter,
    renderer: painted ? 'canvas' : 'svg',
    container: element,
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as ReturnType<typeof vega.loader>,
    hover: true,
  })
  await view.runAsync()
  onDrawn?.(view)
  return () => {
    view.finalize()
    element.replaceChildren()
  }
}
