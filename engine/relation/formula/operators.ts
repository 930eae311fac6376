export type Operator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '>' | '<=' | '>='

/**
 * How tightly each operator holds. As in Excel, a minus sign holds tighter than ^ (so -2^2 is 4) and everything groups from the left.
 * NOT, AND and OR follow SQL; BETWEEN, IN and IS hold like a comparison.
 */
export const strength = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  join: 5,
  sum: 6,
  product: 7,
  power: 8,
  minus: 9,
  percent: 10,
  value: 11,
} as const

export const operatorStrength: Readonly<Record<Operator, number>> = {
  '=': strength.compare,
  '<>': strength.compare,
  '<': strength.compare,
  '>': strength.compare,
  '<=': strength.compare,
  '>=': strength.compare,
  '&': strength.join,
  '+': strength.sum,
  '-': strength.sum,
  '*': strength.product,
  '/': strength.product,
  '^': strength.power,
}

export function isOperator(value: string): value is Operator {
  return Object.hasOwn(operatorStrength, value)
}

export function isComparison(operator: Operator): boolean {
  return operatorStrength[operator] === strength.compare
}
