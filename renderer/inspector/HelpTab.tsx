import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Empty } from '../ui/Empty.tsx'
import { cellText, isNumberType } from '../views/cell-text.ts'
import { valueText } from './change-label.ts'
import { exampleTables, type SmallTable } from './example-table.ts'
import { formFields, type FormField } from './form-model.ts'

/** What a node does, what its settings mean, and examples with small tables: all from the catalogue. */
export function HelpTab({ entry }: { readonly entry: CatalogueEntry | undefined }) {
  const { t } = useLingui()
  const text = useText()
  const fields = useMemo(() => (entry ? formFields(entry) : []), [entry])
  if (!entry)
    return (
      <div className="p-3">
        <Empty title={t`No help for an unknown node`} />
      </div>
    )
  return (
    <article className="scroll flex flex-1 flex-col gap-4 p-3" tabIndex={0} aria-label={t`Help`}>
      <div>
        <p className="mb-2 font-semibold">{text(entry.summary)}</p>
        {text(entry.help)
          .split(/\n\s*\n/)
          .map((paragraph, i) => (
            <p key={i} className="mb-2 whitespace-pre-line last:mb-0">
              {paragraph}
            </p>
          ))}
      </div>
      <Ports entry={entry} />
      {fields.length > 0 && (
        <section>
          <h3 className="mb-1">{t`Settings`}</h3>
          <dl className="help-list">
            {fields.map((field) => (
              <div key={field.name}>
                <dt>{text(field.meta.label)}</dt>
                <dd>
                  {text(field.meta.help)} <span className="text-text-3">{t`By default: ${text(valueText(field, field.fallback))}.`}</span>
                  {field.meta.choices && (
                    <ul className="mt-1 list-disc pl-4">
                      {field.meta.choices.map((choice) => (
                        <li key={choice.value}>
                          {text(choice.label)}
                          {choice.help && <span className="text-text-2">: {text(choice.help)}</span>}
                        </li>
                      ))}
                    </ul>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {entry.examples.length > 0 && (
        <section>
          <h3 className="mb-2">{t`Examples`}</h3>
          {entry.examples.map((example, i) => (
            <Example key={i} example={example} fields={fields} />
          ))}
        </section>
      )}
    </article>
  )
}

function Ports({ entry }: { readonly entry: CatalogueEntry }) {
  const { t } = useLingui()
  const text = useText()
  const kinds = {
    table: t`table`,
    model: t`model`,
    transform: t`transform`,
    metrics: t`metrics`,
    report: t`report`,
    endpoint: t`endpoint`,
    dataset: t`dataset`,
  }
  const sides = [
    { title: t`Goes in`, ports: Object.entries(entry.inputs) },
    { title: t`Comes out`, ports: Object.entries(entry.outputs) },
  ]
  return (
    <section className="help-list">
      {sides.map(
        ({ title, ports }) =>
          ports.length > 0 && (
            <div key={title}>
              <h4>{title}</h4>
              <ul>
                {ports.map(([name, port]) => (
                  <li key={name}>
                    {text(port.label)}{' '}
                    {text(port.label).toLowerCase() !== kinds[port.kind] && <span className="text-text-3">{kinds[port.kind]}</span>}
                    {'many' in port && port.many === true && <span className="text-text-3">, {t`any number`}</span>}
                    {'optional' in port && port.optional === true && <span className="text-text-3">, {t`may stay open`}</span>}
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
    </section>
  )
}

interface ExampleProps {
  readonly example: CatalogueEntry['examples'][number]
  readonly fields: readonly FormField[]
}

function Example({ example, fields }: ExampleProps) {
  const { t } = useLingui()
  const text = useText()
  const [inputs, outputs] = [exampleTables(example.inputs), exampleTables(example.expect)]
  const settings = fields.filter(({ name }) => name in example.params)
  return (
    <section className="mb-4 border-b border-line pb-4 last:border-b-0">
      <h4 className="mb-1 font-semibold text-text">{text(example.title)}</h4>
      {settings.length > 0 && (
        <ul className="mb-2 text-small text-text-2">
          {settings.map((field) => (
            <li key={field.name}>
              {text(field.meta.label)}: <b>{text(valueText(field, example.params[field.name] ?? null))}</b>
            </li>
          ))}
        </ul>
      )}
      {inputs.map((table, i) => (
        <Small key={`in-${i}`} table={table} caption={inputs.length > 1 ? t`In, ${table.port}` : t`In`} />
      ))}
      {outputs.map((table, i) => (
        <Small key={`out-${i}`} table={table} caption={outputs.length > 1 ? t`Out, ${table.port}` : t`Out`} />
      ))}
    </section>
  )
}

function Small({ table, caption }: { readonly table: SmallTable; readonly caption: string }) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  return (
    <div className="mb-2 overflow-x-auto">
      <table className="small-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ name, type }) => (
              <th key={name} scope="col" className={isNumberType(type) ? 'n' : ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {table.columns.map(({ name, type }, column) => {
                const cell = row[column] ?? null
                return (
                  <td key={name} className={isNumberType(type) ? 'n' : ''}>
                    {cell === null ? <span className="text-text-3">{t`missing`}</span> : cellText(cell, { type, plain: false }, language)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
