import { useLingui } from '@lingui/react/macro'
import type { ModelVersion } from '../../engine/protocol/registry-methods.ts'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { saveFile } from '../views/profile/save-file.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { useCardFields } from './card-fields.ts'

/** The card of a version: what no run can say is written here, all of it is saved as a page, as Markdown or as data. */
export function CardPane({ name, version }: { readonly name: string; readonly version: ModelVersion }) {
  const { t } = useLingui()
  const fields = useCardFields()
  const save = async (type: 'html' | 'md' | 'json') => {
    const printed = await getClient()('printCard', { name, version: version.number, language: useSession.getState().language })
    saveFile(printed[type === 'md' ? 'markdown' : type], { name: `${name} ${version.number}`, type })
  }
  const write = (key: (typeof fields)[number]['key'], text: string) =>
    void attempt(getClient()('writeCard', { name, version: version.number, card: { ...version.card, [key]: text } }))
  return (
    <>
      <SectionHead
        title={t`Model card`}
        note={t`version ${version.number}`}
        end={
          <span className="flex gap-2">
            <Button size="s" icon="download" onClick={() => void attempt(save('html'))}>{t`HTML`}</Button>
            <Button size="s" icon="download" onClick={() => void attempt(save('md'))}>{t`Markdown`}</Button>
            <Button size="s" icon="download" onClick={() => void attempt(save('json'))}>{t`JSON`}</Button>
          </span>
        }
      />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-3">
        {fields.map(({ key, label }) => (
          <Field key={`${version.number} ${key}`} label={label}>
            {(field) => <TextArea {...field} rows={2} value={version.card[key]} onChange={(text) => write(key, text)} />}
          </Field>
        ))}
      </div>
    </>
  )
}
