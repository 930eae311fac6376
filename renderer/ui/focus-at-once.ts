/** As `ref` of a field that a person has just asked for: it takes the focus when it appears; a line is selected, a text is continued. */
export function focusAtOnce(field: HTMLInputElement | HTMLTextAreaElement | null): void {
  if (!field) return
  field.focus({ preventScroll: true })
  if (field instanceof HTMLInputElement) field.select()
  else field.setSelectionRange(field.value.length, field.value.length)
}
