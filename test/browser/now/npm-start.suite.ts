import { expect, test } from 'vitest'

import { npmStart } from '../../local/npm-start.ts'
import { dataFolder } from '../../support/temporary-files.ts'
import { readFile } from 'node:fs/promises'
import { wrongWith } from '../fine.ts'
import { opened } from '../opened.ts'

test('the address that npm start prints opens the demo: its run, a test of it, a message to be lost', async () => {
  const folder = await dataFolder()
  const { said, hears } = npmStart(['--data', folder, '--port', '0'])
  await hears(/demo {2}OK/)
  const [, address = ''] = /page +(http:\S+),/.exec(said.out) ?? []
  const key = (await readFile(`${folder}/page-key`, 'utf8')).trim()
  const shown = await opened(`${address}#key=${key}`, { at: 'now' })
  const { page } = shown
  await page.getByRole('heading', { name: /^Demo (is up|has not run yet)/ }).waitFor()
  expect(await wrongWith(shown)).toEqual([])

  await page.getByRole('button', { name: 'Lose a message' }).click()
  await page.getByText(/will be lost/).waitFor()
  await page.getByRole('button', { name: 'Test now' }).click()
  await page.waitForURL('**/m/demo/r/*_local_on-demand_*')
  expect(shown.faults).toEqual([])
})
