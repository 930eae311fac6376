/** A French text whose signs do not part from their words at the end of a line: no-break spaces before : ; ? ! » and %, and after «. */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[:;?!»])|(?<=«) |(?<=\d) (?=%)/g, '\u00A0')
}
