/** A key or chord, as `Ctrl K`. */
export function Key({ children }: { readonly children: string }) {
  return <kbd className="key-cap">{children}</kbd>
}
