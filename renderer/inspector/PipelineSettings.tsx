import { Plural, useLingui } from '@lingui/react/macro'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useSession } from '../session/store.ts'
import { useFormat } from '../session/use-format.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Input } from '../ui/Input.tsx'
import { NumberInput } from '../ui/NumberInput.tsx'
import { ParameterList } from './parameters/ParameterList.tsx'

/** While no node is selected: what belongs to the whole pipeline. */
export function PipelineSettings({ pipeline }: { readonly pipeline: PipelineDocument }) {
  const { t } = useLingui()
  const { count } = useFormat()
  const language = useSession((state) => state.language)
  const { document, readOnly, path } = pipeline
  const nodes = Object.keys(document.nodes).length
  return (
    <div className="scroll flex-1">
      <header className="flex items-center gap-2.5 px-3 py-2.5">
        <Icon name="workflow" size={20} className="text-text-2" />
        <div className="min-w-0">
          <h3 className="truncate">{document.name}</h3>
          <p className="meta truncate" title={path}>
            <Plural value={nodes} one="# node" other={`${count(nodes)} nodes`} />
            {', '}
            <Plural value={document.wires.length} one="# wire" other={`${count(document.wires.length)} wires`} />
          </p>
        </div>
      </header>
      <div className="form border-t border-line">
        <Field label={t`Name of the pipeline`}>
          {(ids) => (
            <Input
              {...ids}
              value={document.name}
              disabled={readOnly}
              onChange={(name) =>
                name.trim() !== '' &&
                void pipeline.apply(
                  { type: 'set-document', name: name.trim() },
                  { en: `rename the pipeline to ${name}`, fr: `renommer le pipeline en ${name}` },
                )
              }
            />
          )}
        </Field>
        <Field label={t`Seed`} help={t`The same seed gives the same splits, samples and models.`}>
          {(ids) => (
            <NumberInput
              {...ids}
              value={document.seed}
              min={0}
              step={1}
              locale={language}
              disabled={readOnly}
              onChange={(seed) =>
                seed !== null &&
                void pipeline.apply({ type: 'set-document', seed: Math.round(seed) }, { en: `seed ${seed}`, fr: `graine ${seed}` })
              }
            />
          )}
        </Field>
        <ParameterList pipeline={pipeline} />
        <p className="text-text-2">{t`Select a node to see its settings.`}</p>
      </div>
    </div>
  )
}
