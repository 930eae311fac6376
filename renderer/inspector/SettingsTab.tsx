import { useLingui } from '@lingui/react/macro'
import { useMemo, useRef } from 'react'
import { useText } from '../session/use-text.ts'
import { Empty } from '../ui/Empty.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { FixButtons, hasFixes } from '../views/FixButtons.tsx'
import { LibraryNote } from '../components/LibraryNote.tsx'
import { orderProblems } from '../dock/problems/order-problems.ts'
import { BeforeRun } from './BeforeRun.tsx'
import { changeLabel, resetLabel } from './change-label.ts'
import { Form } from './Form.tsx'
import { KeptNote } from './KeptNote.tsx'
import { FormProvider, type FormContext } from './form-context.ts'
import { formFields, isVisible } from './form-model.ts'
import { paramsWithBound } from './parameters/parameter-facts.ts'
import { useWantedFocus } from './use-wanted-focus.ts'
import type { InspectedNode } from './use-node.ts'

/** The settings of a node, with what is wrong with them. Each edit is one command. */
export function SettingsTab({ inspected }: { readonly inspected: InspectedNode }) {
  const { t } = useLingui()
  const text = useText()
  const { pipeline, id, node, entry, inspection, problems, title } = inspected
  const fields = useMemo(() => (entry ? formFields(entry) : []), [entry])
  const { path, document, readOnly } = pipeline
  const pane = useRef<HTMLDivElement>(null)
  useWantedFocus(pane, id)
  const form = useMemo((): FormContext => {
    const said = new Set(
      problems.flatMap(({ place: { column }, fixes }) => (column !== undefined && fixes && fixes.length > 0 ? [column] : [])),
    )
    return { path, document, node: id, entry: entry ?? { inputs: {} }, inspection, readOnly, said, apply: readOnly ? null : pipeline.apply }
  }, [path, document, id, entry, inspection, readOnly, problems, pipeline.apply])
  const counted = useMemo(() => paramsWithBound(document, id), [document, id])
  const visible = fields.filter((field) => isVisible(field, fields, counted))
  // What is about no field that can be seen stands on top.
  const general = orderProblems(
    problems.filter(({ place: { param } }) => param === undefined || !visible.some(({ name }) => name === param)),
    [],
  )
  return (
    <FormProvider value={form}>
      <div ref={pane} className="scroll flex-1" tabIndex={-1}>
        <form className="form" aria-label={t`Settings of ${text(title)}`} onSubmit={(event) => event.preventDefault()}>
          {general.map((problem, i) => (
            <ProblemBox
              key={i}
              severity={problem.severity}
              title={text(problem.text)}
              detail={text(problem.action)}
              actions={hasFixes(problem) && <FixButtons problem={problem} />}
            />
          ))}
          <KeptNote inspected={inspected} />
          <LibraryNote pipeline={pipeline} type={node.type} />
          {!entry && (
            <ProblemBox
              severity="warning"
              title={t`This installation does not know the node ${node.type}.`}
              detail={t`Its settings are kept as they are.`}
            />
          )}
          <Form
            key={id}
            fields={visible}
            params={node.params}
            problems={problems}
            onChange={(field, value) =>
              pipeline.apply({ type: 'set-params', id, params: { [field.name]: value }, remove: [] }, changeLabel(title, field, value))
            }
            onReset={(field) => pipeline.apply({ type: 'set-params', id, params: {}, remove: [field.name] }, resetLabel(title, field))}
          />
          {entry?.observes && (
            <BeforeRun key={`observed ${id}`} pipeline={pipeline} id={id} fingerprint={inspection?.fingerprint ?? ''} said={problems} />
          )}
          {entry && fields.length === 0 && <Empty title={t`Nothing to set`}>{text(entry.summary)}</Empty>}
        </form>
      </div>
    </FormProvider>
  )
}
