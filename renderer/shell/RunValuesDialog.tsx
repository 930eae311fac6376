import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import type { ParameterValue } from '../../engine/protocol/parameter.ts'
import { startWith } from '../commands/run-commands.ts'
import { useActiveDocument } from '../document/store.ts'
import { ParameterValueField } from '../inspector/parameters/ParameterValueField.tsx'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'

/** Runs with other values of the parameters; the pipeline keeps its own. */
export function RunValuesDialog() {
  const { t } = useLingui()
  const open = useSession((state) => state.overlay === 'values')
  const parameters = useActiveDocument()?.document.parameters
  const [values, setValues] = useState<Readonly<Record<string, ParameterValue>>>({})
  useEffect(() => {
    if (open) setValues({})
  }, [open])
  const close = () => useSession.getState().setOverlay('none')
  const run = () => {
    close()
    void attempt(startWith(values))
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t`Run with other values`}
      closeLabel={t`Close`}
      actions={
        <>
          <Button onClick={close}>{t`Cancel`}</Button>
          <Button variant="primary" icon="play" onClick={run}>{t`Run`}</Button>
        </>
      }
    >
      <form
        className="form"
        aria-label={t`Values for this run`}
        onSubmit={(event) => {
          event.preventDefault()
          run()
        }}
      >
        {Object.entries(parameters ?? {}).map(([name, parameter]) => (
          <Field
            key={name}
            label={name}
            help={parameter.description}
            changed={values[name] !== undefined && values[name] !== parameter.default}
            resetLabel={t`Back to the value of the pipeline`}
            onReset={() => setValues(({ [name]: _gone, ...rest }) => rest)}
          >
            {(ids) => (
              <ParameterValueField
                id={ids.id}
                label={name}
                parameter={parameter}
                value={values[name] ?? parameter.default}
                onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
              />
            )}
          </Field>
        ))}
        <p className="field-help">
          <Trans>Only this run has them. Its record says which they were; steps that use none of them are reused.</Trans>
        </p>
      </form>
    </Dialog>
  )
}
