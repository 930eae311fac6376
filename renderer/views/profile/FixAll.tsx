import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { catalogueMap } from '../../document/port-catalogue.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'
import { isMended } from './is-mended.ts'
import { addRemedies, planRemedies, type PlannedRemedy } from './plan-remedies.ts'

export interface FixAllProps {
  readonly warnings: readonly ProfileWarning[]
  readonly pipeline: PipelineDocument
  readonly place: PortPlace
}

const keyOf = ({ remedy }: PlannedRemedy) => JSON.stringify([remedy.type, remedy.params])

/** One act that adds the nodes of all warnings, after showing which. */
export function FixAll({ warnings, pipeline, place }: FixAllProps) {
  const { t } = useLingui()
  const text = useText()
  const [open, setOpen] = useState(false)
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const catalogue = catalogueMap(useCatalogue((state) => state.byType))
  const planned = planRemedies(warnings.filter(({ remedy }) => catalogue.has(remedy.type) && !isMended(pipeline.document, remedy)))
  const problems = planned.reduce((sum, one) => sum + one.warnings.length, 0)
  if (problems < 2 || pipeline.readOnly) return null
  const chosen = planned.filter((one) => !without.has(keyOf(one)))
  const close = () => setOpen(false)
  const add = () => {
    const made = addRemedies(pipeline.document, catalogue, place, chosen)
    if (made) pipeline.apply(made.command, { en: `add ${made.added} nodes of the profile`, fr: `ajouter ${made.added} nœuds du profil` })
    close()
  }
  return (
    <>
      <Button size="s" icon="wand-sparkles" onClick={() => setOpen(true)}>
        <Plural value={problems} one="Fix # problem…" other="Fix # problems…" />
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={t`Fix what the profile found`}
        closeLabel={t`Close`}
        width={560}
        actions={
          <>
            <Button onClick={close}>{t`Cancel`}</Button>
            <Button variant="primary" disabled={chosen.length === 0} onClick={add}>
              <Plural value={chosen.length} one="Add # node" other="Add # nodes" />
            </Button>
          </>
        }
      >
        <p className="mb-3 text-text-2">{t`These nodes go behind the profiled table, in this order. Undo takes them all back at once.`}</p>
        <ul className="profile-fixes">
          {planned.map((one) => {
            const key = keyOf(one)
            return (
              <li key={key}>
                <Checkbox
                  checked={!without.has(key)}
                  onChange={(on) => setWithout(new Set(on ? [...without].filter((other) => other !== key) : [...without, key]))}
                >
                  <span className="min-w-0">
                    <b>{text(catalogue.get(one.remedy.type)?.title ?? one.remedy.label)}</b>
                    {one.warnings.map((warning) => (
                      <span key={`${warning.code} ${warning.columns.join(' ')}`} className="meta block">
                        {text(warning.title)}
                      </span>
                    ))}
                  </span>
                </Checkbox>
              </li>
            )
          })}
        </ul>
      </Dialog>
    </>
  )
}
