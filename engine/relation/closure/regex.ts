import { parsePattern } from '../regex/parse-pattern.ts'
import { parseReplacement } from '../regex/parse-replacement.ts'
import { printFullPattern, printPattern } from '../regex/print-pattern.ts'
import type { PatternNode } from '../regex/pattern.ts'
import type { CallInfo, MadeFunction } from './row-function.ts'

interface Compiled {
  readonly root: PatternNode
  readonly groups: number
}

/** The pattern of a call, which has been checked when the call was resolved. */
function patternOf({ constants }: CallInfo): Compiled {
  const parsed = parsePattern(String(constants[1]))
  if (!parsed.ok) throw new Error(parsed.reason.en)
  return parsed.pattern
}

const expression = (call: CallInfo, flags: string) => new RegExp(printPattern(patternOf(call).root, 'javascript'), flags)

const extract: MadeFunction = (call) => {
  const regex = expression(call, 'u')
  const group = Number(call.constants[2])
  return (text: string) => {
    const match = regex.exec(text)
    return match === null ? null : (match[group] ?? '')
  }
}

const replace: MadeFunction = (call) => {
  const regex = expression(call, 'gu')
  const replacement = parseReplacement(String(call.constants[2]), patternOf(call).groups)
  if (!replacement.ok) throw new Error(replacement.reason.en)
  const { parts } = replacement
  const [only = ''] = parts
  if (parts.length <= 1 && typeof only === 'string') return (text: string) => text.replace(regex, () => only)
  return (text: string) => {
    const fill = (...match: readonly (string | number | undefined)[]) =>
      parts.map((part) => (typeof part === 'number' ? (match[part] ?? '') : part)).join('')
    return text.replace(regex, fill)
  }
}

export const madeRegex: Readonly<Record<string, MadeFunction>> = {
  'regex-match': (call) => {
    const regex = expression(call, 'u')
    return (text: string) => regex.test(text)
  },
  'regex-full-match': (call) => {
    const regex = new RegExp(printFullPattern(patternOf(call).root, 'javascript'), 'u')
    return (text: string) => regex.test(text)
  },
  'regex-extract': extract,
  'regex-replace': replace,
  'regex-count': (call) => {
    const regex = expression(call, 'gu')
    return (text: string) => text.match(regex)?.length ?? 0
  },
  'regex-extract-all': (call) => {
    const regex = expression(call, 'gu')
    return (text: string) => text.match(regex) ?? []
  },
}
