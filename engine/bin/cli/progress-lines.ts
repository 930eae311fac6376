import type { WriteStream } from 'node:tty'
import type { Document } from '../../protocol/document.ts'
import type { EngineEvent } from '../../protocol/event.ts'
import { problemLine } from './say-problem.ts'

/** A run as lines on a terminal: one for each step that ended, and a moving one for those that work, when the terminal can. */
export function progressLines(document: Document, out: NodeJS.WriteStream | WriteStream): { take(event: EngineEvent): void } {
  const title = (node: string) => document.nodes[node]?.title ?? node
  const live = out.isTTY
  let moving = ''
  const clear = () => {
    if (moving !== '') out.write('\r\x1b[2K')
    moving = ''
  }
  const line = (text: string) => {
    clear()
    out.write(`${text}\n`)
  }
  const rows = (counts: Record<string, number> | undefined) =>
    counts && Object.keys(counts).length > 0
      ? `  ${Object.entries(counts)
          .map(
            ([port, count]) =>
              `${count.toLocaleString('en').replaceAll(',', ' ')} ${count === 1 ? 'row' : 'rows'}${Object.keys(counts).length > 1 ? ` ${port}` : ''}`,
          )
          .join(', ')}`
      : ''
  return {
    take(event) {
      switch (event.type) {
        case 'step.reused':
          line(`reused   ${title(event.node)}${rows(event.rows)}${event.summary ? `  ${event.summary.en}` : ''}`)
          break
        case 'step.finished':
          line(
            `done     ${title(event.node)}${rows(event.rows)}${event.summary ? `  ${event.summary.en}` : ''}  ${event.seconds.toFixed(2)} s`,
          )
          for (const notice of event.notices ?? []) line(`         ${notice.en}`)
          break
        case 'step.counted':
          line(`counted  ${title(event.node)}${rows(event.rows)}`)
          break
        case 'step.failed':
          line(`failed   ${title(event.node)}  ${problemLine(event.problem)}`)
          break
        case 'step.skipped':
          line(`skipped  ${title(event.node)}  because ${title(event.because)} did not finish`)
          break
        case 'step.progress':
          if (!live) break
          clear()
          moving = `${title(event.node)} ${bar(event.share ?? 0)} ${event.note?.en ?? ''}`
          out.write(moving)
          break
        case 'run.finished':
          if (event.problem) line(problemLine(event.problem))
          line(
            `${event.outcome}: ${event.executed} computed, ${event.reused} reused, ${event.seconds.toFixed(2)} s${event.executed === 0 && event.outcome === 'done' ? ' (nothing had changed)' : ''}`,
          )
          break
        default:
      }
    },
  }
}

function bar(share: number): string {
  const width = 24
  const full = Math.round(share * width)
  return `[${'#'.repeat(full)}${' '.repeat(width - full)}] ${Math.round(share * 100)} %`
}
