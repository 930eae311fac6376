import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useMemo, useState } from 'react'
import { applicationElement } from '../canvas/flow.ts'
import { nodeTitle } from '../canvas/node-title.ts'
import { useActiveDocument } from '../document/store.ts'
import { useCatalogueMap } from '../document/port-catalogue.ts'
import { valueText } from '../inspector/change-label.ts'
import { formFields, isChanged, valueOf } from '../inspector/form-model.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { focusAtOnce } from '../ui/focus-at-once.ts'
import { Field } from '../ui/Field.tsx'
import { Input } from '../ui/Input.tsx'
import { makeOfSelection } from './acts.ts'

/** Names a new component and chooses which settings stand in its form: those that were changed are offered. */
export function MakeComponentDialog() {
  const { t } = useLingui()
  const text = useText()
  const open = useSession((state) => state.overlay === 'component')
  const selected = useSession((state) => state.selection.nodes)
  const document = useActiveDocument()?.document
  const catalogue = useCatalogueMap()
  const [title, setTitle] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!open) return
    setTitle(t`Component`)
    setChosen(new Set())
  }, [open, t])
  const offered = useMemo(
    () =>
      open && document
        ? selected.flatMap((node) => {
            const own = document.nodes[node]
            const entry = catalogue.get(own?.type ?? '')
            const fields = own && entry ? formFields(entry).filter((field) => isChanged(field, own.params)) : []
            return fields.map((field) => ({
              node,
              param: field.name,
              key: `${node}.${field.name}`,
              of: text(nodeTitle(document, catalogue, node)),
              label: text(field.meta.label),
              value: text(valueText(field, valueOf(field, own?.params ?? {}))),
            }))
          })
        : [],
    [open, document, selected, catalogue, text],
  )
  const close = () => useSession.getState().setOverlay('none')
  const make = () => {
    if (title.trim() === '') return
    close()
    makeOfSelection({ title: title.trim(), settings: offered.filter(({ key }) => chosen.has(key)) })
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t`Make a component`}
      closeLabel={t`Close`}
      finalFocus={applicationElement}
      actions={
        <>
          <Button onClick={close}>{t`Cancel`}</Button>
          <Button variant="primary" disabled={title.trim() === ''} onClick={make}>{t`Make it`}</Button>
        </>
      }
    >
      <form
        className="form"
        aria-label={t`New component`}
        onSubmit={(event) => {
          event.preventDefault()
          make()
        }}
      >
        <Field label={t`Name`}>{(ids) => <Input {...ids} ref={focusAtOnce} live value={title} onChange={setTitle} />}</Field>
        {offered.length > 0 && (
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1 text-small font-medium text-text-2">{t`Settings in its form`}</legend>
            {offered.map(({ key, of, label, value }) => (
              <Checkbox
                key={key}
                checked={chosen.has(key)}
                onChange={(on) => setChosen((before) => new Set(on ? [...before, key] : [...before].filter((one) => one !== key)))}
              >
                <span>
                  {`${of}: ${label}`} <span className="text-text-3">{value}</span>
                </span>
              </Checkbox>
            ))}
          </fieldset>
        )}
        <p className="field-help">
          <Trans>The wires that lead in and out become its ports. It stands in the palette, to be used again.</Trans>
        </p>
      </form>
    </Dialog>
  )
}
