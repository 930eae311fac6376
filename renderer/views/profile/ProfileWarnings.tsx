import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Profile } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { AddStep } from './AddStep.tsx'
import { FixAll } from './FixAll.tsx'
import { SuggestRules } from './SuggestRules.tsx'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'

export interface ProfileWarningsProps {
  readonly profile: Profile
  readonly pipeline: PipelineDocument | undefined
  readonly place: PortPlace
}

const icons = { error: 'octagon-alert', warning: 'triangle-alert', notice: 'info' } as const
const shownFirst = 12

/** What stands out, the most harmful first, each with the node that mends it. */
export function ProfileWarnings({ profile, pipeline, place }: ProfileWarningsProps) {
  const { warnings } = profile
  const { t } = useLingui()
  const text = useText()
  const [all, setAll] = useState(false)
  const shown = all ? warnings : warnings.slice(0, shownFirst)
  return (
    <div>
      <SectionHead
        title={t`Warnings`}
        note={
          warnings.length === 0 ? (
            t`nothing stands out`
          ) : (
            <Plural
              value={warnings.length}
              one="#, ranked by the harm it would do to a model"
              other="#, ranked by the harm they would do to a model"
            />
          )
        }
        end={
          <span className="flex items-center gap-2">
            {warnings.length > shownFirst && (
              <Button size="s" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? t`Fewer` : t`All ${warnings.length}`}
              </Button>
            )}
            {pipeline && <SuggestRules profile={profile} pipeline={pipeline} place={place} />}
            {pipeline && <FixAll warnings={warnings} pipeline={pipeline} place={place} />}
          </span>
        }
      />
      <ol className="profile-warnings">
        {shown.map(({ code, severity, columns, title, text: why, remedy }, i) => (
          <li key={`${code} ${columns.join('\n')}`}>
            <span className="rank">{i + 1}</span>
            <div className="min-w-0">
              <h4 data-severity={severity}>
                <Icon name={icons[severity]} size={14} />
                <span className="min-w-0">{text(title)}</span>
              </h4>
              <p>{text(why)}</p>
            </div>
            <AddStep pipeline={pipeline} place={place} remedy={remedy} />
          </li>
        ))}
      </ol>
    </div>
  )
}
