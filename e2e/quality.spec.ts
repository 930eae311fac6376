// Rows are held against rules and looked at, and personal data is found and protected in one act.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { addNode, chooseColumn, dropFile, newPipeline, nodeOf, panes, rowsOf, runAll, type } from './studio.ts'

/** 40 people, two of whom are older than anybody has been. */
function people(): string {
  const names = ['Emily Carter', 'Jean Dupont', 'Anja Krüger', 'Giulia Rossi']
  const lines = Array.from({ length: 40 }, (_, i) => `${names[i % 4]},p${i}@example.org,${i === 7 ? 240 : i === 21 ? 190 : 20 + i}`)
  return `who,mail,age\n${lines.join('\n')}\n`
}

async function openPeople(page: Page, workspace: string): Promise<void> {
  const file = join(workspace, 'people.csv')
  await writeFile(file, people())
  await newPipeline(page)
  await dropFile(page, panes(page).canvas, file)
  await expect(rowsOf(page, 'File').getByRole('gridcell', { name: 'Emily Carter' }).first()).toBeVisible()
}

test('rows that break a rule are told, and looked at', async ({ app, workspace }) => {
  const { page } = app
  await openPeople(page, workspace)
  await addNode(page, 'Expectations')
  const { settings, results } = panes(page)
  await settings.getByRole('button', { name: 'Add', exact: true }).click()
  await settings.getByRole('combobox', { name: 'Rules 1, Rule' }).click()
  await page.getByRole('option', { name: 'lies between' }).click()
  await chooseColumn(page, 'Rules 1, Column', 'age')
  await type(page, 'From', '0')
  await type(page, 'To', '120')
  await runAll(page, 'Done')

  await page.getByRole('tab', { name: /^Problems/ }).click()
  await expect(results.getByRole('list', { name: 'Problems' }).getByText(/age: “0 – 120”: 2 rows break it, 95 % pass/)).toBeVisible()
  await page.getByRole('tab', { name: 'Data', exact: true }).click()
  await results.getByRole('combobox', { name: 'Port' }).click()
  await page.getByRole('option', { name: 'Rows that break a rule' }).click()
  const rows = rowsOf(page, 'Expectations')
  await expect(rows).toHaveAttribute('aria-rowcount', '3')
  await expect(rows.getByRole('gridcell', { name: '240' })).toBeVisible()
  await expect(rows.getByRole('gridcell', { name: 'age: “0 – 120”' })).toHaveCount(2)
  await expectAccessible(page, 'rows that break a rule')
})

test('personal data is found, and protected in one act', async ({ app, workspace }) => {
  const { page } = app
  await openPeople(page, workspace)
  await addNode(page, 'Find personal data')
  await runAll(page, 'Done')

  await page.getByRole('tab', { name: /^Problems/ }).click()
  const problems = panes(page).results.getByRole('list', { name: 'Problems' })
  await expect(
    problems.getByText(/2 columns seem to hold personal data: “who” \(name of a person\) and “mail” \(e-mail address\)/),
  ).toBeVisible()
  await problems.getByRole('button', { name: 'Protect what identifies' }).click()
  const protect = nodeOf(page, 'Protect personal data')
  await expect(protect).toHaveAccessibleName(/1 input/)
  await protect.click()
  await page.getByRole('tab', { name: 'Data', exact: true }).click()
  const rows = rowsOf(page, 'Protect personal data')
  await expect(rows.getByRole('gridcell', { name: /^[0-9a-f]{64}$/ }).first()).toBeVisible()
  await expect(rows.getByRole('gridcell', { name: '20', exact: true })).toBeVisible()
  await expect(rows.getByRole('gridcell', { name: /example\.org|Emily/ })).toHaveCount(0)
})
