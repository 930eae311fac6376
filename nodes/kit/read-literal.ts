import { ExpressionError } from '../../engine/relation/expression-error.ts'
import { literalOf, literalValue } from '../../engine/relation/literal-value.ts'
import { isList, type DataType, type LiteralValue } from '../../engine/relation/types.ts'

const yes = new Set(['true', 'yes', '1', 'vrai', 'oui'])
const no = new Set(['false', 'no', '0', 'faux', 'non'])

/** A value as typed into a field, as a literal of a type; undefined when it cannot be one. Text is taken as it is, the rest is trimmed. */
export function readLiteral(typed: string | number | boolean, type: DataType): LiteralValue | undefined {
  if (type === 'text') return String(typed)
  const text = String(typed).trim()
  if (text === '' || isList(type)) return undefined
  switch (type) {
    case 'bool':
      return yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : undefined
    case 'int':
      return canonical(type, typeof typed === 'number' ? typed : text)
    case 'float': {
      if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return canonical(type, Number(text))
      return canonical(type, text)
    }
    case 'date':
      return canonical(type, text)
    case 'timestamp':
      return canonical(type, /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text} 00:00:00` : text.replace('T', ' '))
  }
}

function canonical(type: DataType, value: LiteralValue): LiteralValue | undefined {
  try {
    return literalOf(type, literalValue(type, value))
  } catch (error) {
    if (error instanceof ExpressionError) return undefined
    throw error
  }
}
