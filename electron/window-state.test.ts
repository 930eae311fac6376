import { expect, test } from 'vitest'
import { placeWindow } from './window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 1280, height: 1024 }
const bounds = { x: 100, y: 50, width: 1200, height: 800 }

test('opens where it was', () => {
  expect(placeWindow({ bounds, maximized: true }, [screen])).toEqual({ bounds, maximized: true })
  const onRight = { ...bounds, x: 2000 }
  expect(placeWindow({ bounds: onRight, maximized: false }, [screen, right]).bounds).toEqual(onRight)
})

test('a screen that is gone takes the place with it, not the size', () => {
  expect(placeWindow({ bounds: { ...bounds, x: 2000 }, maximized: false }, [screen]).bounds).toEqual({ width: 1200, height: 800 })
  expect(placeWindow({ bounds: { ...bounds, y: -200 }, maximized: false }, [screen]).bounds).toEqual({ width: 1200, height: 800 })
  expect(placeWindow({ bounds: { ...bounds, x: 1500 }, maximized: false }, [screen]).bounds).toEqual({ width: 1200, height: 800 })
})

test('is no larger than the first screen', () => {
  const small = { x: 0, y: 0, width: 1280, height: 720 }
  expect(placeWindow(null, [small]).bounds).toEqual({ width: 1280, height: 720 })
  expect(placeWindow(null, [screen]).bounds).toEqual({ width: 1440, height: 900 })
  expect(placeWindow(null, []).bounds).toEqual({ width: 1440, height: 900 })
})

test.each([null, 1, 'x', [], {}, { bounds: null, maximized: true }, { bounds: { ...bounds, width: 'wide' }, maximized: false }])(
  'what was stored may be %j',
  (stored) => {
    expect(placeWindow(stored, [screen])).toEqual({ bounds: { width: 1440, height: 900 }, maximized: false })
  },
)
