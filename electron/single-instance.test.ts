import { expect, test } from 'vitest'
import { claimInstance } from './single-instance.ts'
import { fakeElectron } from './testing/fake-electron.ts'

test('the first studio hears of the files of later starts', () => {
  const { electron, app, named } = fakeElectron()
  const heard: string[][] = []
  expect(claimInstance(electron.app, ['/a.csv'], (files) => heard.push(files))).toBe(true)
  expect(named('lock')).toEqual([['lock', { files: ['/a.csv'] }]])
  app.emit('second-instance', {}, ['ignored'], '/', { files: ['/b.csv'] })
  app.emit('second-instance', {}, ['/evil'], '/', { files: 'no list' })
  app.emit('second-instance', {}, [], '/', null)
  let prevented = false
  app.emit('open-file', { preventDefault: () => (prevented = true) }, '/c.millrace')
  expect(heard).toEqual([['/b.csv'], [], [], ['/c.millrace']])
  expect(prevented).toBe(true)
})

test('a second one hands over and hears nothing', () => {
  const { electron, app } = fakeElectron({ second: true })
  const heard: string[][] = []
  expect(claimInstance(electron.app, ['/a.csv'], (files) => heard.push(files))).toBe(false)
  app.emit('second-instance', {}, [], '/', { files: ['/b.csv'] })
  expect(heard).toEqual([])
})
