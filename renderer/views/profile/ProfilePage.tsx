import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Profile } from '../../../engine/protocol/profile.ts'
import { withFurther } from '../../../engine/protocol/with-further.ts'
import { useDocument } from '../../document/store.ts'
import { attempt } from '../../session/notices.ts'
import { getClient } from '../../session/client.ts'
import { useSession } from '../../session/store.ts'
import type { ReportSubject } from '../../session/tab.ts'
import { useFormat } from '../../session/use-format.ts'
import { artifactScope } from '../../dock/data/scope-words.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Input.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Select } from '../../ui/Select.tsx'
import { OpenPipelineButton } from '../OpenPipelineButton.tsx'
import { ReportBar } from '../ReportBar.tsx'
import { ChangedSince } from './ChangedSince.tsx'
import { ColumnCards } from './ColumnCards.tsx'
import { ComparisonBand } from './ComparisonBand.tsx'
import { CompareWith, type Other } from './CompareWith.tsx'
import { MissingStripes } from './MissingStripes.tsx'
import './profile.css'
import './profile-further.css'
import { PairMatrix, StrongestPairs } from './ProfilePairs.tsx'
import { ProfileFacts } from './ProfileFacts.tsx'
import { ProfileWarnings } from './ProfileWarnings.tsx'
import { QuickModel } from './QuickModel.tsx'
import { saveFile } from './save-file.ts'
import { SeriesSection } from './SeriesSection.tsx'
import { StrangeRows } from './StrangeRows.tsx'
import { TargetLinks } from './TargetLinks.tsx'
import { useEarlier } from './use-earlier.ts'
import { useFurther } from './use-further.ts'
import { useProfile } from './use-profile.ts'

export interface ProfilePageProps {
  readonly subject: Extract<ReportSubject, { page: 'profile' }>
  readonly title: string
}

/** What the rows of a port are made of: warnings with what mends them, columns, relations. */
export function ProfilePage({ subject, title }: ProfilePageProps) {
  const { t } = useLingui()
  const text = useText()
  const { count, seconds } = useFormat()
  const { path, node } = subject
  const pipeline = useDocument(path)
  const [target, setTarget] = useState<string | null>(null)
  const [wanted, setWanted] = useState('')
  const [exact, setExact] = useState(false)
  const [other, setOther] = useState<Other | null>(null)
  const [learning, setLearning] = useState(true)
  const { value: counted, problem, progress, reload } = useProfile(pipeline, subject, { target, exact })
  const further = useFurther(pipeline, subject, counted, { target, exact, on: learning })
  const profile = counted && withFurther(counted, further.value)
  const { earlier, changed, found } = useEarlier(pipeline, subject, counted, other?.from === 'earlier' ? other.id : null)
  const port = useProfile(pipeline, other?.from === 'port' ? other.place : null, { target: null, exact })
  const beside = other?.from === 'earlier' ? { ...found, progress: null } : port
  const before = other?.from === 'file' ? other.profile : beside.value
  const relations = profile?.basis.relations
  const none = { value: '', label: t`no target` }
  return (
    <>
      <ReportBar
        title={title}
        end={
          <>
            {profile && (
              <>
                <Input
                  className="w-44 max-wide:hidden"
                  icon="search"
                  live
                  placeholder={t`Find a column`}
                  aria-label={t`Find a column`}
                  value={wanted}
                  onChange={setWanted}
                />
                <Button icon="download" onClick={() => void attempt(saveReport(profile, title))}>{t`Report`}</Button>
                <Button
                  icon="file-text"
                  title={t`To compare a later profile with`}
                  onClick={() => saveFile(JSON.stringify(profile), { name: title, type: 'json' })}
                >{t`JSON`}</Button>
              </>
            )}
            <OpenPipelineButton path={path} node={node} />
          </>
        }
      >
        {profile && (
          <>
            <span className="meta truncate max-wide:hidden">{t`read in ${seconds(profile.seconds)}`}</span>
            <Select
              size="s"
              className="max-w-44"
              aria-label={t`Target`}
              value={profile.target?.column ?? ''}
              onChange={(name) => setTarget(name)}
              options={[
                none,
                ...profile.columns
                  .filter(({ type }) => !type.startsWith('list'))
                  .map(({ name }) => ({ value: name, label: name, icon: 'target' })),
              ]}
            />
            <Chip
              estimate={relations?.exact === false}
              {...(relations?.exact !== false && { icon: 'check' })}
              title={t`≈ marks an estimate. Relations, powers and patterns come from ${count(relations?.rows ?? 0)} rows.`}
            >
              {profile.basis.quantiles?.exact === false
                ? t`counts of all rows, shapes from ${count(profile.basis.quantiles.rows)}`
                : relations?.exact === false
                  ? t`exact; relations from ${count(relations.rows)} rows`
                  : text(artifactScope(profile.rows).text)}
            </Chip>
            {pipeline && <CompareWith pipeline={pipeline} place={subject} earlier={earlier} other={other} onChange={setOther} />}
            {!exact && profile.basis.quantiles?.exact === false && (
              <Button
                size="s"
                variant="ghost"
                title={t`Distinct values, quantiles, shapes and equal rows over all rows; takes longer.`}
                onClick={() => setExact(true)}
              >{t`Count exactly`}</Button>
            )}
          </>
        )}
      </ReportBar>
      <main className="page" tabIndex={0} aria-label={title}>
        <div className="sheet">
          {problem && (
            <div className="py-5">
              <ProblemBox
                severity={problem.severity}
                title={text(problem.text)}
                detail={text(problem.action)}
                actions={<Button size="s" onClick={reload}>{t`Try again`}</Button>}
              />
            </div>
          )}
          {!pipeline && (
            <div className="py-5">
              <Empty title={t`The pipeline of this profile is not open`} actions={<OpenPipelineButton path={path} node={node} />} />
            </div>
          )}
          {pipeline && !profile && !problem && (
            <div className="py-5" role="status">
              <p className="mb-2 text-text-2">{progress ? text(progress.text) : t`Reading all rows`}</p>
              <ProgressBar share={progress?.share ?? null} label={t`Profile`} />
            </div>
          )}
          {profile && (
            <>
              <ProfileFacts profile={profile} />
              {changed && other === null && <ChangedSince earlier={changed} rows={profile.rows} onCompare={setOther} />}
              {other && !before && (
                <div className="py-3" role="status">
                  {beside.problem ? text(beside.problem.text) : <ProgressBar share={beside.progress?.share ?? null} label={t`Profile`} />}
                </div>
              )}
              {other && before && (
                <ComparisonBand
                  before={before}
                  after={profile}
                  names={[other.name, title]}
                  version={[other.from, other.name, before.rows, before.seconds, profile.rows, profile.seconds].join('\n')}
                />
              )}
              <section className="band profile-band">
                <ProfileWarnings profile={profile} pipeline={pipeline} place={subject} />
                <div>
                  <MissingStripes profile={profile} />
                  {profile.target && (
                    <TargetLinks target={profile.target} warnings={profile.warnings} rough={profile.basis.target?.exact === false} />
                  )}
                </div>
              </section>
              {profile.target && (
                <QuickModel
                  target={profile.target.column}
                  further={further.value?.further ?? null}
                  state={further.state}
                  problem={further.problem}
                  onStop={() => setLearning(false)}
                  onStart={() => (learning ? further.reload() : setLearning(true))}
                />
              )}
              <ColumnCards profile={profile} wanted={wanted} pipeline={pipeline} place={subject} />
              {profile.further?.series && <SeriesSection series={profile.further.series} />}
              {profile.pairs.length > 0 && (
                <section className="band profile-band">
                  <PairMatrix profile={profile} />
                  <StrongestPairs profile={profile} />
                </section>
              )}
              <StrangeRows profile={profile} pipeline={pipeline} place={subject} />
            </>
          )}
        </div>
      </main>
    </>
  )
}

/** Keeps the profile as one page. */
async function saveReport(profile: Profile, title: string): Promise<void> {
  const { language } = useSession.getState()
  const { html } = await getClient()('printProfile', { title, language, profile })
  saveFile(html, { name: title, type: 'html' })
}
