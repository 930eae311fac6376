import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { RequestRow } from '../../../engine/protocol/workspace.ts'
import { useSession } from '../../session/store.ts'
import { useFixed } from '../use-fixed.ts'
import { Chip } from '../../ui/Chip.tsx'

/** A value in a few letters; a refused request has no answer, and often nothing that could be read. */
function brief(value: unknown): string {
  if (value === null || (typeof value === 'object' && Object.keys(value).length === 0)) return '–'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

/** The latest requests; one opens to show what was sent and answered in full. */
export function RequestsTable({ rows }: { readonly rows: readonly RequestRow[] }) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const fixed = useFixed()
  const [open, setOpen] = useState<number | null>(null)
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  return (
    <table className="table table-fixed">
      <thead>
        <tr>
          <th scope="col" className="w-20">{t`When`}</th>
          <th scope="col" className="w-16">{t`Status`}</th>
          <th scope="col">{t`Request`}</th>
          <th scope="col" className="w-[30%]">{t`Answer`}</th>
          <th scope="col" className="n w-14">
            ms
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => {
          const isOpen = open === i
          return (
            <tr key={`${row.at}-${i}`} className={isOpen ? 'align-top' : 'align-middle'}>
              <td>
                <button
                  type="button"
                  className="num min-h-6 text-text-2 hover:text-text hover:underline"
                  aria-expanded={isOpen}
                  onClick={() => setOpen(isOpen ? null : i)}
                >
                  {time.format(Date.parse(row.at))}
                </button>
              </td>
              <td>
                <Chip tone={row.status < 300 ? 'ok' : row.status < 500 ? 'warn' : 'err'}>{row.status}</Chip>
              </td>
              <td>
                {isOpen ? (
                  <pre className="code-block">{JSON.stringify(row.input, null, 2)}</pre>
                ) : (
                  <div className="truncate">{brief(row.input)}</div>
                )}
              </td>
              <td>
                {isOpen ? (
                  <pre className="code-block">{JSON.stringify(row.output, null, 2)}</pre>
                ) : (
                  <div className="truncate">{brief(row.output)}</div>
                )}
              </td>
              <td className="n text-text-2">{fixed(row.ms, 1)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
