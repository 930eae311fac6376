import { expect, it } from 'vitest'
import { z } from 'zod'
import { gradientBoosting } from '../../nodes/train/gradient-boosting.ts'
import { misfitWords } from './misfit-words.ts'
import { parseParams } from './parse-params.ts'

it('says of each param by its label what would fit, in both languages', () => {
  const parsed = parseParams(gradientBoosting, { trees: 'many', rate: -1, loss: 'nothing' })
  const said = parsed.ok ? [] : parsed.problems.map(({ param, text }) => [param, text.en, text.fr])
  expect(said).toEqual([
    ['trees', '“Trees” does not fit: a number is expected.', '« Arbres » ne convient pas : un nombre est attendu.'],
    [
      'rate',
      '“Learning rate” does not fit: at least 0.001 is expected.',
      '« Taux d’apprentissage » ne convient pas : on attend au moins 0,001.',
    ],
    ['loss', expect.stringContaining('one of these is expected: squared, absolute'), expect.stringContaining('l’une de ces valeurs')],
  ])
})

it.each([
  [z.int(), 1.5, 'a whole number is expected', 'un nombre entier est attendu'],
  [z.number().max(2.5), 3, 'at most 2.5 is expected', 'on attend au plus 2,5'],
  [z.string().min(1), '', 'it must not be empty', 'elle ne peut pas être vide'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'at most 2 entries are expected', 'on attend au plus 2 entrées'],
  [z.array(z.string()), 1, 'a list is expected', 'une liste est attendue'],
  [z.strictObject({}), { a: 1 }, 'it has parts that are not known: a', 'elle a des parties inconnues : a'],
  [z.number().multipleOf(2), 3, 'a multiple of 2 is expected', 'un multiple de 2 est attendu'],
  [z.email(), 'x', 'it is written in another way than is expected', 'elle est écrite autrement qu’attendu'],
])('%#', (schema, value, en, fr) => {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  expect(issue && misfitWords(issue)).toEqual({ en, fr })
})
