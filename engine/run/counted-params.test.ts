import { expect, it } from 'vitest'
import { catalogue } from '../../nodes/catalogue.ts'
import { countedParams } from './counted-params.ts'

it('leaves out what changes nothing in a result, and nothing else', () => {
  const learner = catalogue.get('train.gradient-boosting')
  if (!learner) throw new Error('no learner')
  const params = learner.params.parse({ target: 'y', rules: [{ rule: 'overfit', use: 'off' }] })
  const { rules, ...rest } = params
  expect(rules).toHaveLength(1)
  expect(countedParams(learner, params)).toEqual(rest)
})
