import { fork, type ChildProcess } from 'node:child_process'
import type { Script, ScriptAnswer, ScriptSettings } from '../../../nodes/kit/context.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { readAnswer } from './read-answer.ts'

const mostBatch = 16_000_000

/**
 * Starts a process for a person's JavaScript (engine/bin/script-sandbox.ts) and hands it batches of rows. Throws NodeProblem: `code-refused`
 * for what is no JavaScript or wants a module, `code-slow`, `code-memory`, `code-flood`. The process is ended by `close`, when time is over, and
 * when `signal` is aborted: what waits for it then throws the signal's reason.
 */
export async function openScript(entry: string, settings: ScriptSettings, signal?: AbortSignal): Promise<Script> {
  signal?.throwIfAborted()
  const imported = /\bimport\b/.exec(settings.code)
  if (imported) throw noModules(imported.index)
  const child = fork(entry, [], {
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [
      '--permission',
      `--allow-fs-read=${entry}`,
      `--max-old-space-size=${settings.megabytes}`,
      '--disallow-code-generation-from-strings',
      '--no-addons',
      '--no-warnings',
    ],
    env: { TZ: 'UTC', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
  })
  const close = () => {
    signal?.removeEventListener('abort', close)
    child.kill('SIGKILL')
  }
  signal?.addEventListener('abort', close)
  const ask = async (message: object | null) => {
    try {
      return await answerOf(child, settings, message)
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  }
  try {
    await ask(null)
    const opened = await ask({ type: 'open', code: settings.code, each: settings.each })
    if (opened['type'] !== 'opened') throw syntaxProblem(String(opened['text']), settings.code)
  } catch (error) {
    close()
    throw error
  }
  return {
    async call(batch): Promise<ScriptAnswer> {
      const text = JSON.stringify({ ...batch, columns: settings.columns, each: settings.each, seed: settings.seed })
      if (text.length > mostBatch) throw flood()
      const answer = await ask({ type: 'call', text })
      const read = typeof answer['text'] === 'string' ? readAnswer(answer['text'], batch.rows.length) : null
      if (!read) throw flood()
      return read
    },
    close,
  }
}

/** Sends a message and waits for the next one, but no longer than a batch may take. With null only waits. */
function answerOf(child: ChildProcess, settings: ScriptSettings, message: object | null): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    let errors = ''
    const listen = (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(-4000)
    }
    const end = () => {
      clearTimeout(timer)
      child.off('message', done)
      child.off('close', died)
      child.stderr?.off('data', listen)
    }
    const done = (answer: unknown) => {
      end()
      resolve(typeof answer === 'object' && answer !== null ? (answer as Readonly<Record<string, unknown>>) : {})
    }
    const died = () => {
      end()
      reject(
        /heap|memory|Allocation/i.test(errors) ? noMemory(settings.megabytes) : new Error(`the process of the script ended: ${errors}`),
      )
    }
    const timer = setTimeout(
      () => {
        end()
        child.kill('SIGKILL')
        reject(tooSlow(settings.seconds))
      },
      // A process that starts on a busy machine is not the script's fault.
      message === null ? 60_000 : settings.seconds * 1000,
    )
    child.on('message', done)
    child.on('close', died)
    child.stderr?.on('data', listen)
    if (child.exitCode !== null || child.signalCode !== null) died()
    else if (message !== null) child.send(message, () => undefined)
  })
}

function syntaxProblem(stack: string, code: string): NodeProblem {
  const line = Number(/^script\.js:(\d+)/.exec(stack)?.[1] ?? 0)
  const said = /^(\w*Error: .*)$/m.exec(stack)?.[1] ?? stack.split('\n')[0] ?? ''
  const lines = code.split('\n')
  const last = Math.min(Math.max(1, line), lines.length)
  const from = lines.slice(0, last - 1).reduce((sum, item) => sum + item.length + 1, 0)
  return new NodeProblem({
    code: 'code-refused',
    text: {
      en: `Line ${last} is no JavaScript: ${plain(said)}.`,
      fr: `La ligne ${last} n’est pas du JavaScript (${plain(said)}).`,
    },
    from,
    to: from + Math.max(1, lines[last - 1]?.length ?? 1),
  })
}

const plain = (text: string) => text.replaceAll('!', '.').replace(/\.+$/, '')

function noModules(at: number): NodeProblem {
  return new NodeProblem({
    code: 'code-refused',
    text: { en: 'Modules cannot be imported here.', fr: 'On ne peut pas importer de module ici.' },
    action: {
      en: 'Write the code itself; the word “import” may not occur, in texts neither.',
      fr: 'Écrivez le code lui-même ; le mot « import » ne peut figurer, pas même dans un texte.',
    },
    from: at,
    to: at + 6,
  })
}

function tooSlow(seconds: number): NodeProblem {
  return new NodeProblem({
    code: 'code-slow',
    text: {
      en: `A batch of rows took longer than ${seconds} s, and the code was stopped.`,
      fr: `Un lot de lignes a pris plus de ${seconds} s, et le code a été arrêté.`,
    },
    action: {
      en: 'Look for a loop without an end, or allow more time.',
      fr: 'Cherchez une boucle sans fin, ou accordez plus de temps.',
    },
  })
}

function noMemory(megabytes: number): NodeProblem {
  return new NodeProblem({
    code: 'code-memory',
    text: {
      en: `The code needed more than ${megabytes} MiB of memory and was stopped.`,
      fr: `Le code demandait plus de ${megabytes} Mio de mémoire et a été arrêté.`,
    },
    action: { en: 'Keep fewer things, or allow more memory.', fr: 'Gardez moins de choses, ou accordez plus de mémoire.' },
  })
}

function flood(): NodeProblem {
  return new NodeProblem({
    code: 'code-flood',
    text: {
      en: 'A batch of rows is too large to be handed over, or came back as no table.',
      fr: 'Un lot de lignes est trop grand pour être transmis, ou n’est pas revenu comme un tableau.',
    },
    action: { en: 'Give smaller texts, or fewer rows of each.', fr: 'Donnez des textes plus courts, ou moins de lignes de chacune.' },
  })
}
