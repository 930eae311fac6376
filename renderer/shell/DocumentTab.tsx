import { useLingui } from '@lingui/react/macro'
import { useSession } from '../session/store.ts'
import type { Tab } from '../session/tab.ts'
import { useText } from '../session/use-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { closeTab } from '../commands/close-tab.ts'
import { useDocument } from '../document/store.ts'

const reportIcons = {
  evaluation: 'gauge',
  groups: 'scale',
  model: 'brain',
  views: 'chart-column',
  endpoint: 'plug',
  profile: 'scan-search',
  chart: 'chart-scatter',
  runs: 'history',
  registry: 'badge-check',
  compare: 'git-compare-arrows',
} as const

/** One open pipeline or report in the title bar. */
export function DocumentTab({ tab, active }: { readonly tab: Tab; readonly active: boolean }) {
  const { t } = useLingui()
  const text = useText()
  const opened = useDocument(tab.kind === 'pipeline' ? tab.path : null)
  const name = tab.kind === 'report' ? text(tab.title) : (opened?.document.name ?? tab.path)
  const icon = tab.kind === 'report' ? reportIcons[tab.subject.page] : 'workflow'
  const dirty = opened?.dirty ?? false
  return (
    <li
      className="doc-tab"
      data-active={active || undefined}
      data-dirty={dirty || undefined}
      onAuxClick={(event) => {
        if (event.button === 1) void closeTab(tab.id)
      }}
    >
      <button
        type="button"
        className="doc-tab-name"
        aria-current={active ? 'page' : undefined}
        aria-label={dirty ? t`${name}, not saved` : name}
        title={name}
        onClick={() => useSession.getState().activate(tab.id)}
      >
        <Icon name={icon} size={14} />
        <span className="truncate">{name}</span>
      </button>
      <span className="doc-tab-end">
        <button type="button" className="doc-tab-close" aria-label={t`Close ${name}`} onClick={() => void closeTab(tab.id)}>
          <Icon name="x" size={12} />
        </button>
        {dirty && <span className="doc-tab-dot" />}
      </span>
    </li>
  )
}
