import type { TableColumn } from '../../../engine/protocol/table.ts'

/** The columns of the loan applications. */
export const loanColumns: TableColumn[] = [
  { name: 'application_id', type: 'text', role: 'id' },
  { name: 'submitted_at', type: 'date', role: 'time' },
  { name: 'last_payment_at', type: 'date' },
  { name: 'age', type: 'int', role: 'sensitive' },
  { name: 'region', type: 'text' },
  { name: 'employment', type: 'text' },
  { name: 'income_yr', type: 'text' },
  { name: 'loan_amount', type: 'int' },
  { name: 'term_months', type: 'int' },
  { name: 'credit_score', type: 'int' },
  { name: 'dti', type: 'float' },
  { name: 'purpose', type: 'text' },
  { name: 'default', type: 'bool', role: 'target' },
]
