import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Input } from '../ui/Input.tsx'
import { Tag } from '../ui/Tag.tsx'

/** Tags with the way to add one and to take one away. */
export function TagList({ tags, onChange }: { readonly tags: readonly string[]; readonly onChange: (tags: string[]) => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const add = () => {
    const added = typed.trim()
    setTyped('')
    if (added !== '' && !tags.includes(added)) onChange([...tags, added])
  }
  return (
    <div className="flex flex-wrap items-center gap-1">
      {tags.map((one) => (
        <Tag
          key={one}
          label={one}
          removeLabel={t`Remove the tag ${one}`}
          onRemove={() => onChange(tags.filter((other) => other !== one))}
        />
      ))}
      <Input
        live
        className="w-32"
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add()
        }}
        placeholder={t`Add a tag`}
        aria-label={t`Add a tag`}
        maxLength={60}
      />
    </div>
  )
}
