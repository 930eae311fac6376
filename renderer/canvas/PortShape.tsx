/** The shape that says what a port carries: circle for tables, square for models, diamond for metrics, triangle for the rest. */
export function PortShape({ kind }: { readonly kind: string }) {
  if (kind === 'table' || kind === 'dataset') return <circle cx="6" cy="6" r="4.5" />
  if (kind === 'model' || kind === 'transform') return <rect x="2" y="2" width="8" height="8" rx="1" />
  if (kind === 'metrics') return <path d="M6 .8 11.2 6 6 11.2.8 6z" />
  return <path d="M2.2 1.2 10.8 6l-8.6 4.8z" />
}
