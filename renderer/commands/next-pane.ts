const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [contenteditable=true], [tabindex="0"]:not([role=separator])'

/** The pane itself when it can hold the focus, else the first thing in it that can. */
function targetIn(pane: HTMLElement): HTMLElement | null {
  return pane.hasAttribute('tabindex') ? pane : pane.querySelector<HTMLElement>(focusable)
}

/** Moves the focus to the next (or previous) pane that is drawn and can take it: elements with `data-pane`, in the order of the page, as a ring. */
export function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.getClientRects().length > 0)
  const now = panes.findIndex((pane) => pane.contains(document.activeElement))
  const from = now < 0 ? (step > 0 ? -1 : 0) : now
  for (let i = 1; i <= panes.length; i += 1) {
    const pane = panes[(from + step * i + panes.length * i) % panes.length]
    const target = pane && targetIn(pane)
    if (target) return target.focus()
  }
}
