import { expect, test, vi } from 'vitest'

vi.mock('../session/use-host.ts', () => ({ getHost: () => ({ platform: 'linux' }) }))

const { commandFor } = await import('./keyboard.ts')
const { useRegistry } = await import('./registry.ts')
type UserCommand = import('./registry.ts').UserCommand

function command(id: string, more: Partial<UserCommand>): UserCommand {
  return { id, title: { id }, group: 'edit', enabled: () => true, run: () => {}, ...more }
}

const commands = [
  command('delete', { shortcuts: ['Delete'], scope: 'canvas' }),
  command('undo', { shortcuts: ['Mod+Z'] }),
  command('save', { shortcuts: ['Mod+S'], whileTyping: true }),
  command('new', { shortcuts: ['Mod+N'], browserShortcuts: ['Alt+N'] }),
  command('cancel', { shortcuts: ['Escape Escape'], enabled: () => false }),
]
const world = { commands, mac: false, browser: false }
const canvas = { typing: false, overlay: false, canvas: true }
const field = { typing: true, overlay: false, canvas: false }
const press = (key: string, more = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  again: false,
  ...more,
})

test('keys of the canvas count on the canvas only', () => {
  expect(commandFor(press('Delete'), canvas, world)?.id).toBe('delete')
  expect(commandFor(press('Delete'), { ...canvas, canvas: false }, world)).toBeUndefined()
})

test('a text field keeps its own undo, but saving works there', () => {
  expect(commandFor(press('z', { ctrlKey: true }), field, world)).toBeUndefined()
  expect(commandFor(press('s', { ctrlKey: true }), field, world)?.id).toBe('save')
})

test('a dialog keeps all keys to itself', () => {
  expect(commandFor(press('s', { ctrlKey: true }), { ...field, overlay: true }, world)).toBeUndefined()
})

test('a browser has chords of its own', () => {
  const browser = { ...world, browser: true }
  expect(commandFor(press('n', { ctrlKey: true }), canvas, browser)).toBeUndefined()
  expect(commandFor(press('n', { altKey: true }), canvas, browser)?.id).toBe('new')
})

test('what cannot be done now is not done', () => {
  expect(commandFor(press('Escape', { again: true }), canvas, world)).toBeUndefined()
})

test('two commands cannot have one id; taking out leaves the others', () => {
  const { register } = useRegistry.getState()
  const takeOut = register([command('a', {}), command('b', {})])
  register([command('c', {})])
  expect(() => register([command('b', {})])).toThrow('two commands with the id b')
  takeOut()
  expect(useRegistry.getState().commands.map((one) => one.id)).toEqual(['c'])
})
