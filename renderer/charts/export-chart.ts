import type { View } from 'vega'
import type { ChartData } from '../../engine/protocol/chart.ts'

/** A file that the browser, or the desktop's window, keeps. */
export interface KeptFile {
  readonly name: string
  readonly type: string
  readonly content: string | Blob
}

/** Hands a file to the person. */
export function keepFile({ name, type, content }: KeptFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content)
  link.download = name.replaceAll(/[/\\\0]/g, ' ').slice(0, 200)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The chart as it is seen, on the ground of the page. */
export async function chartSvg(view: View, ground: string): Promise<string> {
  return onGround(view, ground, () => view.toSVG())
}

/** The chart as it is seen, at twice its size. */
export async function chartPng(view: View, ground: string): Promise<Blob> {
  const canvas = await onGround(view, ground, () => view.toCanvas(2))
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'),
  )
}

async function onGround<Made>(view: View, ground: string, make: () => Promise<Made>): Promise<Made> {
  const before = view.background()
  view.background(ground)
  try {
    return await make()
  } finally {
    view.background(before)
  }
}

/** Texts that a spreadsheet would take for a formula stay texts: a quote stands before them. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The marks of a chart as CSV, under the names of what they show. */
export function chartCsv(data: ChartData, rows: readonly Readonly<Record<string, unknown>>[], rowsWord: string): string {
  const { x, y, colour, size, facet } = data.axes
  const titles: Readonly<Record<string, string | undefined>> = {
    x: x?.column,
    x2: x && `${x.column} <`,
    y: y?.column,
    y2: y && `${y.column} <`,
    c: colour?.column,
    s: size?.column,
    f: facet?.column,
    n: rowsWord,
  }
  const lines = [data.fields.map((field) => titles[field] ?? field), ...rows.map((row) => data.fields.map((field) => row[field]))]
  return `${lines.map((cells) => cells.map(csvCell).join(',')).join('\n')}\n`
}
