import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { Tag } from '@lezer/highlight'
import { codeToken, type CodeLanguage } from './code-token.ts'
import { formulaToken } from './formula-token.ts'

const tags = {
  column: Tag.define(),
  text: Tag.define(),
  date: Tag.define(),
  number: Tag.define(),
  function: Tag.define(),
  word: Tag.define(),
  sign: Tag.define(),
  comment: Tag.define(),
}

// Colours stand in editor.css, so that they follow the theme by themselves.
const style = HighlightStyle.define(Object.entries(tags).map(([name, tag]) => ({ tag, class: `tok-${name}` })))

/** Colours formulas. */
export const formulaHighlight = [
  StreamLanguage.define({
    name: 'formula',
    tokenTable: tags,
    token: (stream) => {
      const { kind, length } = formulaToken(stream.string, stream.pos)
      stream.pos += length
      return kind
    },
  }),
  syntaxHighlighting(style),
]

/** Colours SQL, JavaScript or JSON, as far as one line tells. */
export function codeHighlight(language: CodeLanguage) {
  return [
    StreamLanguage.define<{ inComment: boolean }>({
      name: language,
      tokenTable: tags,
      startState: () => ({ inComment: false }),
      token: (stream, state) => {
        const { kind, length, inComment } = codeToken(stream.string, stream.pos, language, state.inComment)
        state.inComment = inComment
        stream.pos += length
        return kind
      },
    }),
    syntaxHighlighting(style),
  ]
}
