import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../../session/use-format.ts'

/** A count of rows that shows them, where they can be shown. */
export function RowsButton({ rows, onShow }: { readonly rows: number; readonly onShow: (() => void) | null }) {
  const { t } = useLingui()
  const { count } = useFormat()
  if (!onShow) return count(rows)
  return (
    <button type="button" className="rows-button" aria-label={t`Show these ${count(rows)} rows`} onClick={onShow}>
      {count(rows)}
    </button>
  )
}
