import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

const PROGRAM = fileURLToPath(new URL('sessions-that-end.ts', import.meta.url))

test('a process ends by itself when its sessions are over: no socket and no timer is left', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM], { timeout: 15_000 })
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n')).toEqual([
    'sent',
    'ProbeError: smtp.greeting: deadline',
    'ProbeError: smtp.greeting: deadline',
    'ProbeError: smtp.submit: refused',
    'ProbeError: smtp.submit: deadline',
    'ProbeError: smtp.submit: protocol',
  ])
})
