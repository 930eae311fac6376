import { useLingui } from '@lingui/react/macro'
import type { HistoryEntry } from '../../engine/protocol/registry-methods.ts'
import { useFormat } from '../session/use-format.ts'
import { SectionHead } from '../views/SectionHead.tsx'

/** Everything that was done with a model, the latest first; nothing of it is ever taken away. */
export function HistoryList({ history }: { readonly history: readonly HistoryEntry[] }) {
  const { t } = useLingui()
  const { when } = useFormat()
  const say = ({ act, version, detail }: HistoryEntry): string => {
    const number = version ?? 0
    const words: Record<HistoryEntry['act'], string> = {
      registered: t`version ${number} registered`,
      'alias-set': t`${detail} moved to version ${number}`,
      'alias-removed': t`${detail} taken away from version ${number}`,
      approved: t`version ${number} approved`,
      rejected: t`version ${number} rejected`,
      described: t`description or tags changed`,
      'card-written': t`card of version ${number} changed`,
      served: t`served as ${detail}`,
      archived: t`name archived`,
      restored: t`name restored`,
    }
    return words[act]
  }
  return (
    <>
      <SectionHead title={t`History`} note={t`only grows`} />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t`When`}</th>
            <th scope="col">{t`What`}</th>
            <th scope="col">{t`Why`}</th>
            <th scope="col">{t`Who`}</th>
          </tr>
        </thead>
        <tbody>
          {history.map((entry, i) => (
            <tr key={history.length - i}>
              <td className="whitespace-nowrap">{when(entry.at)}</td>
              <td className="whitespace-nowrap">{say(entry)}</td>
              <td className="w-full text-text-2">{entry.reason}</td>
              <td>{entry.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
