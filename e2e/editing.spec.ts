// The canvas as it is worked on: wires, copies, boxes, steps back, notes, names.
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import {
  addNode,
  centre,
  drag,
  drawIntoVoid,
  drawWire,
  emptyPlace,
  layOut,
  newPipeline,
  nodeOf,
  panes,
  rowsOf,
  selectNode,
  selectNothing,
  setCondition,
  showEverything,
  still,
} from './studio.ts'

const nodesOf = (page: Page) => panes(page).canvas.locator('[data-node]')
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true }).click()
const redo = (page: Page) => page.getByRole('button', { name: 'Redo', exact: true }).click()

test('wires: drawn, refused with a reason, a node put in between', async ({ page }) => {
  await newPipeline(page)
  const sample = await addNode(page, 'Sample data')
  await drawIntoVoid(page, sample, 'Sort rows')
  const sort = nodeOf(page, 'Sort rows')
  await expect(sort).toHaveAccessibleName(/1 input/)

  await selectNothing(page)
  const tree = await addNode(page, 'Decision tree')
  await selectNothing(page)
  const compare = await addNode(page, 'Compare models')
  await layOut(page)
  await drawWire(page, sort, compare, { in: 'models' })
  const refusal = page.getByRole('alertdialog')
  await expect(refusal).toContainText('trained model')
  await page.keyboard.press('Escape')
  await expect(refusal).toBeHidden()
  await expect(compare).toHaveAccessibleName(/0 inputs/)

  await drawWire(page, sort, tree)
  await expect(tree).toHaveAccessibleName(/1 input/)
  await drawWire(page, tree, compare, { in: 'models' })
  await expect(compare).toHaveAccessibleName(/1 input/)

  const [from, to] = [await centre(sample.locator('[data-side=out]')), await centre(sort.locator('[data-side=in]'))]
  await page.mouse.click((from.x + to.x) / 2, (from.y + to.y) / 2, { button: 'right' })
  await page.getByRole('menuitem', { name: 'Insert a node' }).click()
  await page.getByRole('combobox', { name: 'Find a node that fits' }).fill('Remove duplicates')
  await page.getByRole('option', { name: /^Remove duplicates/ }).click()
  await expect(nodeOf(page, 'Remove duplicates')).toHaveAccessibleName(/1 input/)
  await expect(sort).toHaveAccessibleName(/1 input/)
  await expect(rowsOf(page, 'Remove duplicates').getByRole('gridcell').first()).toBeVisible()
})

test('a cycle is refused', async ({ page }) => {
  await newPipeline(page)
  await addNode(page, 'Sample data')
  const sort = await addNode(page, 'Sort rows')
  const sample = await addNode(page, 'Sample rows')
  await showEverything(page)
  await drawWire(page, sample, sort)
  await expect(page.getByRole('alertdialog')).toContainText(/cycle|circle|itself|loop/i)
  await page.keyboard.press('Escape')
  await expect(sort).toHaveAccessibleName(/1 input/)
})

test('copies: beside it, and in another pipeline; a box selects, a key deletes', async ({ page }) => {
  await newPipeline(page)
  await addNode(page, 'Sample data')
  await addNode(page, 'Remove duplicates')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect(nodesOf(page)).toHaveCount(4)
  await expect(nodeOf(page, 'Remove duplicates').last()).toHaveAccessibleName(/1 input/)
  await undo(page)
  await expect(nodesOf(page)).toHaveCount(2)
  await redo(page)
  await expect(nodesOf(page)).toHaveCount(4)

  const documents = page.getByRole('navigation', { name: 'Open documents' })
  await documents.getByRole('button', { name: 'New pipeline', exact: true }).last().click()
  await expect(panes(page).canvas.getByText('An empty pipeline')).toBeVisible()
  await panes(page).canvas.getByRole('application', { name: 'Pipeline, 0 nodes' }).focus()
  await page.keyboard.press('Control+v')
  await expect(nodesOf(page)).toHaveCount(2)
  await expect(nodeOf(page, 'Remove duplicates')).toHaveAccessibleName(/1 input/)

  await showEverything(page)
  const boxes = await Promise.all([nodeOf(page, 'Sample data').boundingBox(), nodeOf(page, 'Remove duplicates').boundingBox()])
  const [first, last] = boxes
  if (!first || !last) throw new Error('the nodes are not drawn')
  const beside = await emptyPlace(page)
  await page.mouse.click(beside.x, beside.y)
  await expect(page.getByText('2 of 2 nodes selected')).toBeHidden()
  await page.keyboard.down('Shift')
  await drag(
    page,
    { x: Math.min(first.x, last.x) - 30, y: Math.min(first.y, last.y) - 30 },
    { x: Math.max(first.x, last.x) + first.width + 30, y: Math.max(first.y, last.y) + first.height + 30 },
  )
  await page.keyboard.up('Shift')
  await expect(page.getByText('2 of 2 nodes selected')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(panes(page).canvas.getByText('An empty pipeline')).toBeVisible()
  await undo(page)
  await expect(nodesOf(page)).toHaveCount(2)
})

test('steps back and forth: settings, moves, layout', async ({ page }) => {
  await newPipeline(page)
  await addNode(page, 'Sample data')
  const filter = await addNode(page, 'Filter rows')
  await setCondition(page, { column: 'age', is: 'is more than', value: '60' })
  await expect(filter).toContainText('60')
  await undo(page)
  await expect(filter).not.toContainText('60')
  await redo(page)
  await expect(filter).toContainText('60')

  await showEverything(page)
  const before = await centre(filter)
  const goal = await emptyPlace(page)
  await drag(page, before, goal)
  await still(page)
  const moved = await centre(filter)
  expect(Math.hypot(moved.x - goal.x, moved.y - goal.y)).toBeLessThan(40)
  await undo(page)
  await expect.poll(() => centre(filter)).toEqual(before)
  await redo(page)
  await expect.poll(() => centre(filter)).toEqual(moved)

  await page.getByRole('button', { name: 'Lay out', exact: true }).click()
  await expect.poll(() => centre(filter)).not.toEqual(moved)
  await undo(page)
  await expect.poll(() => centre(filter)).toEqual(moved)
})

test('notes, names, the overview, a node that is switched off', async ({ page }) => {
  await newPipeline(page)
  await addNode(page, 'Sample data')
  const once = await addNode(page, 'Remove duplicates')
  await page.keyboard.press('n')
  const field = page.getByRole('textbox', { name: 'Text of the note' })
  await field.fill('Ask the bank about these')
  await field.press('Control+Enter')
  const note = panes(page).canvas.getByRole('group', { name: 'Ask the bank about these' })
  await expect(note).toBeVisible()
  // Below its text: the acts of the selection may lie over a corner of the note.
  await note.dblclick({ position: { x: 20, y: 40 } })
  await field.fill('The bank has answered')
  await field.press('Escape')
  const changed = panes(page).canvas.getByRole('group', { name: 'The bank has answered' })
  await expect(changed).toBeVisible()
  await changed.click()
  await page.keyboard.press('Delete')
  await expect(changed).toBeHidden()

  await selectNode(page, 'Remove duplicates')
  await page.keyboard.press('F2')
  const name = page.getByRole('textbox', { name: 'Name of the node' })
  await name.fill('Each person once')
  await name.press('Enter')
  await expect(once).toBeHidden()
  const renamed = nodeOf(page, 'Each person once')
  await expect(renamed).toBeVisible()
  await page.keyboard.press('b')
  await expect(renamed).toHaveAccessibleName(/bypassed|disabled/)
  await page.keyboard.press('b')
  await expect(renamed).not.toHaveAccessibleName(/bypassed|disabled/)

  const overview = page.getByRole('img', { name: 'Overview of the pipeline' })
  if (await overview.isHidden()) await page.getByRole('button', { name: 'Overview', exact: true }).click()
  await expect(overview).toBeVisible()
  await still(page)
  const before = await centre(renamed)
  const corner = await overview.boundingBox()
  if (!corner) throw new Error('the overview is not drawn')
  await page.mouse.click(corner.x + 8, corner.y + 8)
  await expect.poll(() => centre(renamed)).not.toEqual(before)
  await page.keyboard.press('m')
  await expect(overview).toBeHidden()
  await showEverything(page)
  await expect(renamed).toBeInViewport({ ratio: 1 })
})
