import { expect, test } from 'vitest'

import { readsWorld } from '../../http/reads-world.ts'
import { wrongWith } from '../fine.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'

const NAMES = [
  '<img src=x onerror="document.title=1"><script>document.title=2</script>',
  'right\u202eto left, and back\u2066',
  '\u001b[31mred\u001b[0m\u0007',
  'w'.repeat(100),
  '=HYPERLINK("http://evil.example")',
  'ends in ̸̢̛̗̝͉̟̲̘̦̱͖̠̰̭̹̤̈́̎̇̊̀͑ marks',
]

test.each<[string, Opening]>([
  ['wide', {}],
  ['narrow', { size: 'narrow' }],
])('%s, names and tags that mean harm are words', async (_how, opening) => {
  const { address, world } = await served(readsWorld)
  for (const [index, name] of NAMES.entries())
    await world.has(`bad-${index}`, { name, tags: [name.slice(0, 60)] })
  const shown = await opened(address('/'), opening)
  const { page } = shown
  await page.getByText('<img src=x').first().waitFor()
  await expect.poll(() => page.title()).toMatch(/down · Roundtrip$/)
  expect(await page.locator('main :is(img, script)').count()).toBe(0)
  expect(await wrongWith(shown)).toEqual([])
})
