import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useFormat } from '../../session/use-format.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Input } from '../../ui/Input.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { columnIcon } from '../../views/column-icon.ts'
import { useColumnWords } from '../../views/use-column-words.ts'
import { ColumnsCombobox } from '../columns/ColumnsCombobox.tsx'
import { asRule, matchColumns, readRule, writeRule, type ColumnsRule } from '../columns/match-columns.ts'
import { nearestName } from '../columns/nearest-name.ts'
import type { FieldProps } from '../field-props.ts'
import { sourceColumns, useForm } from '../form-context.ts'

const scalars = ['int', 'float', 'text', 'bool', 'date', 'timestamp'] as const
const mostTags = 12

/** Columns by name or by a rule, what it matches now, and what of it is not there any more. */
export function ColumnsField({ field, value, onChange, ids, label }: FieldProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const words = useColumnWords()
  const form = useForm()
  const [all, setAll] = useState(false)
  const { meta } = field
  const known = sourceColumns(form, meta.from)
  const columns = known ?? []
  const accepts = meta.accepts as readonly string[] | undefined
  const other = meta.apart === undefined ? undefined : form.document.nodes[form.node]?.params[meta.apart]
  const limits = { ...(accepts && { accepts }), withheld: meta.withheld ?? [], ...(typeof other === 'string' && { apart: other }) }
  const rule = readRule(value)
  const { chosen, missing, badPattern } = matchColumns(rule, columns, limits)
  const change = (next: ColumnsRule) => onChange(writeRule(next))
  const fitting = columns.filter(({ type }) => !accepts || accepts.includes(type))
  const rename = (from: string, to: string | null) => {
    const replaced = (names: readonly string[]) => [...new Set(names.flatMap((name) => (name === from ? (to ?? []) : name)))]
    change(rule.by === 'names' ? { ...rule, names: replaced(rule.names) } : { ...rule, except: replaced(rule.except) })
  }
  const kinds: { value: ColumnsRule['by']; label: string }[] = [
    { value: 'names', label: t`Chosen` },
    { value: 'types', label: t`By type` },
    { value: 'pattern', label: t`Pattern` },
    { value: 'all', label: t`All` },
  ]
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        size="s"
        fill
        label={t`${label}: how they are chosen`}
        options={kinds}
        value={rule.by}
        disabled={form.readOnly}
        onChange={(by) => change(asRule(by, rule, columns, limits))}
      />
      {rule.by === 'names' && (
        <ColumnsCombobox
          ids={ids}
          label={label}
          columns={known === null ? rule.names.map((name) => ({ name, type: '' })) : fitting}
          value={rule.names}
          placeholder={t`Find a column`}
          disabled={form.readOnly}
          onChange={(names) => change({ by: 'names', names })}
        />
      )}
      {rule.by === 'types' && (
        <div className="grid grid-cols-2" role="group" aria-label={t`Types`}>
          {scalars
            .filter((type) => !accepts || accepts.includes(type))
            .map((type) => (
              <Checkbox
                key={type}
                checked={rule.types.includes(type)}
                disabled={form.readOnly}
                onChange={(on) => change({ ...rule, types: scalars.filter((one) => (one === type ? on : rule.types.includes(one))) })}
              >
                {words.type(type)}
              </Checkbox>
            ))}
        </div>
      )}
      {rule.by === 'pattern' && (
        <Input
          {...ids}
          className="font-code"
          value={rule.pattern}
          placeholder="^income_"
          aria-label={t`Pattern of names`}
          disabled={form.readOnly}
          onChange={(pattern) => change({ ...rule, pattern })}
        />
      )}
      {badPattern && <p className="text-meta text-err">{t`This pattern cannot be read as a regular expression.`}</p>}
      {rule.by !== 'names' && (rule.except.length > 0 || chosen.length > 0) && (
        <ColumnsCombobox
          label={t`${label}: except`}
          columns={known === null ? rule.except.map((name) => ({ name, type: '' })) : columns}
          value={rule.except}
          placeholder={t`except ...`}
          disabled={form.readOnly}
          onChange={(except) => change({ ...rule, except })}
        />
      )}
      {missing
        .filter((name) => !form.said.has(name))
        .map((name) => {
          const nearest =
            known === null
              ? undefined
              : nearestName(
                  name,
                  columns.filter((column) => !chosen.includes(column)).map((column) => column.name),
                )
          return (
            known !== null && (
              <div key={name} className="flex flex-wrap items-center gap-1 text-small">
                <Tag label={name} gone />
                <span className="text-text-2">{t`is not there.`}</span>
                {nearest !== undefined && !form.readOnly && (
                  <Button size="s" onClick={() => rename(name, nearest)}>{t`Use ${nearest}`}</Button>
                )}
                {!form.readOnly && <Button size="s" variant="ghost" onClick={() => rename(name, null)}>{t`Leave it out`}</Button>}
              </div>
            )
          )
        })}
      {known !== null && rule.by !== 'names' && (
        <div className="flex flex-wrap items-center gap-1 text-meta text-text-2">
          <Plural
            value={chosen.length}
            _0="No column fits now"
            one="# column fits now:"
            other={`${count(chosen.length)} columns fit now:`}
          />
          {chosen.slice(0, all ? 200 : mostTags).map((column) => (
            <Tag key={column.name} label={column.name} icon={columnIcon(column)} />
          ))}
          {chosen.length > mostTags && !all && (
            <Button size="s" variant="ghost" onClick={() => setAll(true)}>{t`and ${count(chosen.length - mostTags)} more`}</Button>
          )}
        </div>
      )}
    </div>
  )
}
