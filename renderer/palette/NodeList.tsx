import { useLingui } from '@lingui/react/macro'
import { Fragment, memo, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { addOfType } from '../canvas/acts/add.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { Input } from '../ui/Input.tsx'
import { Key } from '../ui/Key.tsx'
import { byFamily } from './families.ts'
import { PaletteItem } from './PaletteItem.tsx'
import { searchNodes } from './search-nodes.ts'
import { useFamilyName } from './use-family-name.ts'

/** All nodes by family, under a field that finds them by their words in both languages. An edit of the pipeline changes nothing of it. */
export const NodeList = memo(function NodeList({ readOnly }: { readonly readOnly: boolean }) {
  const { t } = useLingui()
  const text = useText()
  const familyName = useFamilyName()
  const language = useSession((state) => state.language)
  const byType = useCatalogue((state) => state.byType)
  const [query, setQuery] = useState('')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const list = useRef<HTMLDivElement>(null)
  const entries = useMemo(() => Object.values(byType), [byType])
  const searching = query.trim() !== ''
  const found = useMemo(() => searchNodes(query, entries, language), [query, entries, language])

  const onSearchKey = (event: KeyboardEvent) => {
    const [first] = found
    if (event.key === 'Enter' && searching && first && !readOnly) {
      event.preventDefault()
      addOfType(first.id)
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      list.current?.querySelector<HTMLElement>('button')?.focus()
    }
    if (event.key === 'Escape' && query !== '') {
      event.stopPropagation()
      setQuery('')
    }
  }
  const item = (entry: CatalogueEntry) => (
    <li key={entry.id}>
      <PaletteItem entry={entry} title={text(entry.title)} summary={text(entry.summary)} disabled={readOnly} />
    </li>
  )
  return (
    <>
      <div className="px-3 py-2">
        <Input
          live
          icon="search"
          value={query}
          onChange={setQuery}
          onKeyDown={onSearchKey}
          placeholder={t`Find a node`}
          aria-label={t`Find a node`}
          end={query === '' ? <Key>/</Key> : undefined}
        />
      </div>
      <div ref={list} role="presentation" className="scroll flex-1 pb-2" onKeyDown={(event) => moveFocus(event, list.current)}>
        {searching ? (
          <ul aria-label={t`Nodes found`}>{found.map(item)}</ul>
        ) : (
          byFamily(entries).map(({ family, entries: members, shelves }) => {
            const open = !folded.has(family)
            const toggle = () => setFolded(open ? new Set([...folded, family]) : new Set([...folded].filter((one) => one !== family)))
            return (
              <section key={family}>
                <h3>
                  <button type="button" className="palette-family" aria-expanded={open} onClick={toggle}>
                    <Icon name={open ? 'chevron-down' : 'chevron-right'} size={12} />
                    {familyName(family)}
                    <span className="num ml-auto text-text-3">{members.length}</span>
                  </button>
                </h3>
                {open &&
                  shelves.map(({ name, entries: some }) => (
                    <Fragment key={name?.en ?? ''}>
                      {name && <h4 className="palette-shelf">{text(name)}</h4>}
                      <ul aria-label={name ? text(name) : familyName(family)}>{some.map(item)}</ul>
                    </Fragment>
                  ))}
              </section>
            )
          })
        )}
        {searching && found.length === 0 && <p className="px-3 py-2 text-text-2">{t`No node is called that.`}</p>}
      </div>
    </>
  )
})

/** Up and down go through the list without leaving it. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const items = [...(list?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])]
  const at = items.findIndex((one) => one === document.activeElement)
  const next = items[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
