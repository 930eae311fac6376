import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { parameterTypes, type Parameter, type ParameterType } from '../../../engine/protocol/parameter.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { freeParameter, valueAs } from './parameter-facts.ts'
import { ParameterValueField } from './ParameterValueField.tsx'

/** The parameters of the pipeline: each with its type, the value it has unless a run says otherwise, and what it is for. */
export function ParameterList({ pipeline }: { readonly pipeline: PipelineDocument }) {
  const { t } = useLingui()
  const { document, readOnly } = pipeline
  const { parameters } = document
  const add = () => {
    const name = freeParameter('value', parameters)
    pipeline.apply(
      { type: 'set-parameter', name, parameter: { type: 'number', default: 0 } },
      { en: `new parameter ${name}`, fr: `nouveau paramètre ${name}` },
    )
  }
  return (
    <section className="flex flex-col gap-3" aria-label={t`Parameters`}>
      <h4 className="text-small font-medium text-text-2">{t`Parameters`}</h4>
      {Object.entries(parameters).map(([name, parameter]) => (
        <ParameterEntry key={name} name={name} parameter={parameter} pipeline={pipeline} />
      ))}
      <p className="field-help">{t`Any setting can take its value from one, and formulas name it with @. A run may give other values.`}</p>
      {!readOnly && (
        <Button icon="plus" size="s" className="self-start" onClick={add}>
          {t`Add a parameter`}
        </Button>
      )}
    </section>
  )
}

interface EntryProps {
  readonly name: string
  readonly parameter: Parameter
  readonly pipeline: PipelineDocument
}

function ParameterEntry({ name, parameter, pipeline }: EntryProps) {
  const { t } = useLingui()
  const id = useId()
  const disabled = pipeline.readOnly
  const typeNames: Readonly<Record<ParameterType, string>> = {
    text: t`Text`,
    number: t`Number`,
    date: t`Date`,
    flag: t`Yes or no`,
    choice: t`Choice`,
    file: t`File`,
    column: t`Column`,
  }
  const set = (next: Parameter, rename?: string) =>
    pipeline.apply(
      { type: 'set-parameter', name, parameter: next, ...(rename !== undefined && { rename }) },
      rename === undefined
        ? { en: `parameter ${name}`, fr: `paramètre ${name}` }
        : { en: `rename ${name} to ${rename}`, fr: `renommer ${name} en ${rename}` },
      rename === undefined ? `parameter ${name}` : undefined,
    )
  return (
    <div role="group" aria-label={t`Parameter ${name}`} className="list-entry">
      <div className="form-pair">
        <Field label={t`Name`}>
          {(ids) => (
            <Input {...ids} value={name} disabled={disabled} onChange={(next) => next.trim() !== '' && set(parameter, next.trim())} />
          )}
        </Field>
        <Field label={t`Type`}>
          {(ids) => (
            <Select
              {...ids}
              options={parameterTypes.map((value) => ({ value, label: typeNames[value] }))}
              value={parameter.type}
              disabled={disabled}
              onChange={(type) =>
                set({
                  ...parameter,
                  type,
                  default: valueAs(type, parameter.default),
                  ...(type === 'choice' && { choices: parameter.choices ?? [String(parameter.default)] }),
                })
              }
            />
          )}
        </Field>
      </div>
      {parameter.type === 'choice' && (
        <Field label={t`Choices, with commas between`}>
          {(ids) => (
            <Input
              {...ids}
              value={(parameter.choices ?? []).join(', ')}
              disabled={disabled}
              onChange={(text) => {
                const choices = [...new Set(text.split(',').map((choice) => choice.trim()))].filter((choice) => choice !== '')
                const [first = ''] = choices
                set({ ...parameter, choices, default: choices.includes(String(parameter.default)) ? parameter.default : first })
              }}
            />
          )}
        </Field>
      )}
      <Field label={t`Value`}>
        {() => (
          <ParameterValueField
            id={id}
            label={t`Value of ${name}`}
            parameter={parameter}
            value={parameter.default}
            disabled={disabled}
            onChange={(value) => set({ ...parameter, default: value })}
          />
        )}
      </Field>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={t`What it is for`}>
            {(ids) => (
              <Input
                {...ids}
                value={parameter.description ?? ''}
                disabled={disabled}
                onChange={(description) => set({ ...parameter, description })}
              />
            )}
          </Field>
        </div>
        <IconButton
          icon="trash-2"
          label={t`Remove ${name}`}
          disabled={disabled}
          onClick={() =>
            pipeline.apply(
              { type: 'set-parameter', name, parameter: null },
              { en: `remove parameter ${name}`, fr: `retirer le paramètre ${name}` },
            )
          }
        />
      </div>
    </div>
  )
}
