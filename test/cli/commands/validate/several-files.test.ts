import { expect, test } from 'vitest'

import { fileOf } from '../../../support/temporary-files.ts'
import { says, validateSays } from '../../says.ts'

const GOOD = JSON.stringify({
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'env:POP_PASSWORD' },
})

test('several files are checked one after the other, and one mistake fails them all', async () => {
  const files = [await fileOf('bad.yaml', '[]\nx'), await fileOf('good.json', `[${GOOD}]`)]
  const { code, out, err } = await validateSays(files)
  expect({ code, out }).toEqual({ code: 2, out: `${files[1] ?? ''}: 1 monitor, no mistakes\n` })
  expect(err).toContain('bad.yaml:')
})

test('a hyphen is standard input', async () => {
  const { code, out } = await says(['validate', '-'], { readInput: () => Promise.resolve(`[${GOOD}, {}]`) })
  expect(code).toBe(2)
  expect(out).toMatch(/^stdin:\d+: monitors\[1\]\.monitorId: .*\n(?:.*\n)+stdin: 2 monitors, \d+ mistakes\n$/)
})
