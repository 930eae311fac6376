import { expect, it } from 'vitest'
import { insertion } from './insert-completion.ts'

it('swallows the closing sign that the editor put there while the name was typed', () => {
  expect(insertion('[age]', ']')).toEqual({ text: '[age]', swallow: 1, caret: 5 })
  expect(insertion('[age]', ' ')).toEqual({ text: '[age]', swallow: 0, caret: 5 })
})

it('closes a call and stands inside it', () => {
  expect(insertion('ROUND(', '')).toEqual({ text: 'ROUND()', swallow: 0, caret: 6 })
  expect(insertion('ROUND(', '(')).toEqual({ text: 'ROUND(', swallow: 1, caret: 6 })
})

it('leaves words as they are', () => {
  expect(insertion('AND ', '')).toEqual({ text: 'AND ', swallow: 0, caret: 4 })
})
