const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]'

/** Moves the focus to the next (or previous) pane that is drawn: elements with `data-pane`, in the order of the page, as a ring. */
export function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.getClientRects().length > 0)
  if (panes.length === 0) return
  const now = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[now < 0 ? 0 : (now + step + panes.length) % panes.length]
  // The pane itself when it can hold the focus, else the first thing in it that can.
  const target = next?.hasAttribute('tabindex') ? next : next?.querySelector<HTMLElement>(focusable)
  target?.focus()
}
