import { useLingui } from '@lingui/react/macro'
import type { ClusterRule } from '../../../engine/protocol/cluster.ts'
import { useSession } from '../../session/store.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Select } from '../../ui/Select.tsx'
import { ruleOf } from './cluster-choices.ts'

/** How values are compared: a method and its numbers. */
export function RuleFields({ rule, onChange }: { readonly rule: ClusterRule; readonly onChange: (rule: ClusterRule) => void }) {
  const { t } = useLingui()
  const locale = useSession((state) => state.language)
  const number = (label: string, value: number, bounds: { readonly min: number; readonly max: number }, set: (value: number) => void) => (
    <Field label={label}>
      {(ids) => (
        <NumberInput
          {...ids}
          value={value}
          min={bounds.min}
          max={bounds.max}
          locale={locale}
          onChange={(next) => {
            if (next !== null) set(Math.round(next))
          }}
        />
      )}
    </Field>
  )
  return (
    <div className="cluster-rule">
      <Field label={t`Method`}>
        {(ids) => (
          <Select
            {...ids}
            value={rule.method}
            onChange={(method) => onChange(ruleOf(method))}
            options={[
              { value: 'fingerprint', label: t`Fingerprint: same words` },
              { value: 'ngram', label: t`N-grams: same runs of letters` },
              { value: 'sound', label: t`Sound: pronounced alike` },
              { value: 'distance', label: t`Distance: a few letters differ` },
              { value: 'rare', label: t`Rare to frequent` },
              { value: 'hand', label: t`By hand: every value` },
            ]}
          />
        )}
      </Field>
      {rule.method === 'ngram' && number(t`Letters in a run`, rule.size, { min: 1, max: 10 }, (size) => onChange({ ...rule, size }))}
      {rule.method === 'sound' && (
        <Field label={t`Sounds of`}>
          {(ids) => (
            <Select
              {...ids}
              value={rule.code}
              onChange={(code) => onChange({ ...rule, code })}
              options={[
                { value: 'metaphone', label: t`English (Metaphone)` },
                { value: 'cologne', label: t`German (Cologne)` },
                { value: 'soundex', label: t`names (Soundex)` },
                { value: 'daitch-mokotoff', label: t`Eastern European names (Daitch-Mokotoff)` },
              ]}
            />
          )}
        </Field>
      )}
      {rule.method === 'rare' && number(t`Rare below rows`, rule.rows, { min: 2, max: 1_000_000 }, (rows) => onChange({ ...rule, rows }))}
      {(rule.method === 'distance' || rule.method === 'rare') &&
        number(t`Letters that differ`, rule.radius, { min: 1, max: 10 }, (radius) => onChange({ ...rule, radius }))}
      {(rule.method === 'distance' || rule.method === 'rare') &&
        number(t`Letters in common`, rule.block, { min: 1, max: 20 }, (block) => onChange({ ...rule, block }))}
      {(rule.method === 'distance' || rule.method === 'rare') && (
        <div className="cluster-swaps">
          <Checkbox checked={rule.swaps === true} onChange={(swaps) => onChange({ ...rule, swaps })}>
            {t`Two letters that changed places are one that differs`}
          </Checkbox>
        </div>
      )}
    </div>
  )
}
