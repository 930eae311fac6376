/** A version of a model with a name, as a person writes it: `loans@champion`, `loans@3`. */
export interface RegisteredName {
  readonly name: string
  readonly at: { readonly alias: string } | { readonly version: number }
}

const shape = /^([a-z0-9][a-z0-9-]{0,62})@(?:([a-z][a-z0-9-]{0,30})|([1-9]\d{0,8}))$/

/** Null for what names no version. Pure. */
export function readRegisteredName(text: string): RegisteredName | null {
  const [, name, alias, version] = shape.exec(text.trim()) ?? []
  if (name === undefined) return null
  return { name, at: alias === undefined ? { version: Number(version) } : { alias } }
}
