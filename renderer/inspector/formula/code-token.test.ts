import { expect, it } from 'vitest'
import { codeToken, type CodeLanguage } from './code-token.ts'

function kinds(line: string, language: CodeLanguage, open = false): string[] {
  const found: string[] = []
  let inComment = open
  for (let place = 0; place < line.length;) {
    const token = codeToken(line, place, language, inComment)
    if (token.kind !== null) found.push(`${token.kind}:${line.slice(place, place + token.length)}`)
    place += token.length
    inComment = token.inComment
  }
  return found
}

it('colours SQL', () => {
  expect(kinds(`SELECT a, 'it' -- rest`, 'sql')).toEqual(['word:SELECT', 'sign:,', "text:'it'", 'comment:-- rest'])
})

it('colours JavaScript and JSON', () => {
  expect(kinds('return `a\\`b` + 1', 'javascript')).toEqual(['word:return', 'text:`a\\`b`', 'sign:+', 'number:1'])
  expect(kinds('{"a": null}', 'json')).toEqual(['sign:{', 'text:"a"', 'sign::', 'word:null', 'sign:}'])
})

it('goes on with a comment from the line before', () => {
  expect(kinds('still */ 1', 'sql', true)).toEqual(['comment:still */', 'number:1'])
  expect(codeToken('/* open', 0, 'sql', false).inComment).toBe(true)
})
