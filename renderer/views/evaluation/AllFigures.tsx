import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FigureDots, type FigureSeries } from '../FigureDots.tsx'
import { SectionHead } from '../SectionHead.tsx'

/** The figures of one or several models; the further ones, and how the intervals were found, on demand. */
export function AllFigures({ series }: { readonly series: readonly FigureSeries[] }) {
  const { t } = useLingui()
  const [all, setAll] = useState(false)
  const further = series.some(({ figures }) => figures.some(({ detail }) => detail))
  const shown = all ? series : series.map((one) => ({ ...one, figures: one.figures.filter(({ detail }) => !detail) }))
  return (
    <div>
      <SectionHead
        title={t`Figures`}
        note={t`95 % intervals; grey tick: the best constant prediction`}
        end={
          further && (
            <Button size="s" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t`The main figures` : t`All figures`}
            </Button>
          )
        }
      />
      <FigureDots series={shown} methods={all} />
    </div>
  )
}
