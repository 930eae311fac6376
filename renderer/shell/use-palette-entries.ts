import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useRegistry } from '../commands/registry.ts'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { attempt } from '../session/notices.ts'
import { useActivePath, useSession } from '../session/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useText } from '../session/use-text.ts'
import { useOpenDocument } from './open-document.ts'
import { openPath } from '../commands/open-pipeline.ts'
import type { AddNode, PaletteEntry } from './palette-entries.ts'

/** Everything that can be found and done now: commands, what is on the canvas, nodes to add, pipelines to open. */
export function usePaletteEntries(addNode: AddNode): readonly PaletteEntry[] {
  const { t, i18n } = useLingui()
  const text = useText()
  const keys = useKeys()
  const path = useActivePath()
  const document = useOpenDocument(path)
  const commands = useRegistry((state) => state.commands)
  const byType = useCatalogue((state) => state.byType)
  const { data } = useAnswer('listPipelines', {})
  const acts = commands
    .filter((command) => command.id !== 'view.commands' && command.enabled())
    .map((command): PaletteEntry => ({
      id: command.id,
      label: i18n._(command.title),
      detail: keys(command.id) ?? t`Command`,
      icon: command.icon ?? 'corner-down-right',
      run: () => runCommand(command.id),
    }))
  const others = useMemo(() => {
    const present = (document?.nodes ?? []).map(({ id, title, type, columns }): PaletteEntry => {
      const entry = byType[type]
      return {
        id: `at:${id}`,
        label: text(title),
        detail: t`On the canvas`,
        icon: entry?.icon ?? 'box',
        family: entry?.family ?? 'utility',
        also: columns,
        run: () => useSession.getState().show({ node: id }),
      }
    })
    const addable = document && !document.readOnly ? Object.values(byType) : []
    const nodes = addable.map((entry): PaletteEntry => ({
      id: `add:${entry.id}`,
      label: text(entry.title),
      detail: t`Add a node`,
      icon: entry.icon,
      family: entry.family,
      also: [...entry.keywords.en, ...entry.keywords.fr, entry.title.en],
      run: () => void attempt(addNode(entry.id)),
    }))
    const pipelines = (data?.pipelines ?? [])
      .filter((one) => one.path !== path)
      .map((one): PaletteEntry => ({
        id: `open:${one.path}`,
        label: one.name,
        detail: t`Pipeline`,
        icon: 'workflow',
        run: () => void attempt(openPath(one.path)),
      }))
    return [...present, ...nodes, ...pipelines]
  }, [document, byType, data, path, text, t, addNode])
  return [...acts, ...others]
}
