import { useLingui } from '@lingui/react/macro'
import type { FairnessMeasure } from '../../../engine/protocol/artifact.ts'
import { useText } from '../../session/use-text.ts'
import { useFixed } from '../use-fixed.ts'
import { Chip } from '../../ui/Chip.tsx'

const tones = { good: 'ok', near: 'warn', bad: 'err', unknown: 'neutral' } as const

/** Each measure as a number, its verdict against its limit, and what it means. Differences are in points of a hundred. */
export function Measures({ measures }: { readonly measures: readonly FairnessMeasure[] }) {
  const { t } = useLingui()
  const text = useText()
  const fixed = useFixed()
  return (
    <ul className="measures">
      {measures.map((measure) => {
        const tone = tones[measure.verdict]
        const scaled = (value: number) => (measure.kind === 'difference' ? fixed(value * 100, 1) : fixed(value, 2))
        return (
          <li key={measure.id} className="measure">
            <b className={`measure-value ${tone === 'neutral' ? 'text-text-3' : `tone-${tone}`}`}>
              {measure.value === null ? '–' : scaled(measure.value)}
            </b>
            <div className="min-w-0">
              <div className="flex min-h-5 flex-wrap items-center justify-between gap-x-1">
                <h4 className="font-semibold text-text">{text(measure.label)}</h4>
                <Chip tone={tone}>{text(measure.chip)}</Chip>
              </div>
              <p className="text-small text-text-2">
                {text(measure.text)}
                {measure.interval && (
                  <span className="num"> {t`95 % interval: ${scaled(measure.interval[0])} to ${scaled(measure.interval[1])}.`}</span>
                )}
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
