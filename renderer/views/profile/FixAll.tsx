import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { catalogueMap } from '../../document/port-catalogue.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { useSession } from '../../session/store.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'
import { isMended } from './is-mended.ts'
import { addRemedies, isRepair, planRemedies, type PlannedRemedy } from './plan-remedies.ts'

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
  /** What the person has ticked otherwise than proposed. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const catalogue = catalogueMap(useCatalogue((state) => state.byType))
  const planned = planRemedies(warnings.filter(({ remedy }) => catalogue.has(remedy.type) && !isMended(pipeline.document, remedy)))
  const problems = planned.reduce((sum, one) => sum + one.warnings.length, 0)
  if (problems < 2 || pipeline.readOnly) return null
  const isChosen = (one: PlannedRemedy) => isRepair(one) !== turned.has(keyOf(one))
  const chosen = planned.filter(isChosen)
  const close = () => setOpen(false)
  const add = () => {
    const made = addRemedies(pipeline.document, catalogue, place, chosen)
    close()
    if (!made) return
    pipeline.apply(made.command, { en: `add ${made.added} nodes of the profile`, fr: `ajouter ${made.added} nœuds du profil` })
    // What they make of the table is seen behind the last of them.
    const session = useSession.getState()
    session.openPipeline(pipeline.path)
    session.show({ node: made.last })
  }
  const groups = [
    { title: t`Repairs`, note: t`the same facts, written properly`, items: planned.filter(isRepair) },
    { title: t`Up to you`, note: t`these change what the table says`, items: planned.filter((one) => !isRepair(one)) },
  ]
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
        <div className="profile-fixes" role="group" tabIndex={0} aria-label={t`Nodes to add`}>
          {groups
            .filter(({ items }) => items.length > 0)
            .map(({ title, note, items }) => (
              <section key={title}>
                <h3>
                  {title} <span className="meta">{note}</span>
                </h3>
                <ul>
                  {items.map((one) => {
                    const key = keyOf(one)
                    return (
                      <li key={key}>
                        <Checkbox
                          checked={isChosen(one)}
                          onChange={(on) =>
                            setTurned(new Set(on === isRepair(one) ? [...turned].filter((other) => other !== key) : [...turned, key]))
                          }
                        >
                          <span className="min-w-0">
                            <b>{text(catalogue.get(one.remedy.type)?.title ?? one.remedy.label)}</b>
                            {one.warnings.map((warning) => (
                              <span key={`${warning.code} ${warning.columns.join(' ')}`} className="meta block" title={text(warning.text)}>
                                {text(warning.title)}
                              </span>
                            ))}
                          </span>
                        </Checkbox>
                      </li>
                    )
                  })}
                </ul>
              </section>
            ))}
        </div>
      </Dialog>
    </>
  )
}
