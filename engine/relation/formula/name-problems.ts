import { absentFunctions } from './absent-functions.ts'
import { callableNames, functionsCalled } from './function-names.ts'
import { nearestName } from './nearest-name.ts'
import { problem } from './problem.ts'
import type { FormulaProblem, Span } from './problem.ts'
import type { Scope } from './scope.ts'
import { foldName } from './tokens.ts'

/** The name of a column as a formula writes it. */
export function bracketed(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`
}

function columnNames(scope: Scope): readonly string[] {
  return scope.columns.map((column) => column.name)
}

export function unknownColumn(name: string, span: Span, scope: Scope): FormulaProblem {
  if (name.includes('[')) {
    return problem('column-unclosed', span, 'A ] is missing in this column name.', 'Il manque un ] dans ce nom de colonne.')
  }
  const near = nearestName(name, columnNames(scope))
  const en = near === undefined ? '' : ` Did you mean ${bracketed(near)}?`
  const fr = near === undefined ? '' : ` Vouliez-vous dire ${bracketed(near)} ?`
  return problem('unknown-column', span, `There is no column “${name}”.${en}`, `La colonne « ${name} » n’existe pas.${fr}`)
}

export function unknownFunction(name: string, span: Span): FormulaProblem {
  const instead = Object.hasOwn(absentFunctions, name) ? absentFunctions[name] : undefined
  const near = nearestName(name, [...callableNames('en'), ...callableNames('fr')])
  const en = instead?.en ?? (near === undefined ? '' : `Did you mean ${near}?`)
  const fr = instead?.fr ?? (near === undefined ? '' : `Vouliez-vous dire ${near} ?`)
  return problem('unknown-function', span, `There is no function ${name}. ${en}`.trim(), `La fonction ${name} n’existe pas. ${fr}`.trim())
}

/** A name without brackets or parentheses. */
export function bareName(name: string, span: Span, scope: Scope): FormulaProblem {
  const columns = columnNames(scope)
  const same = columns.find((column) => foldName(column) === name)
  if (same === undefined && functionsCalled(name).length > 0) {
    return problem('brackets-missing', span, `Parentheses are missing: ${name}(…).`, `Il manque des parenthèses : ${name}(…).`)
  }
  const near = same ?? nearestName(name, columns)
  if (near === undefined) {
    return problem(
      'brackets-missing',
      span,
      'Write columns in brackets, as [name], and texts in quotes, as "text".',
      'Écrivez les colonnes entre crochets, comme [nom], et les textes entre guillemets, comme "texte".',
    )
  }
  const column = bracketed(near)
  return problem('brackets-missing', span, `Write columns in brackets: ${column}.`, `Écrivez les colonnes entre crochets : ${column}.`)
}
