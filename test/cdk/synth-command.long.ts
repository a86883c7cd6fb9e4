import { expect, test } from 'vitest'

import { cdkSynth } from '../support/aws/cdk-synth.ts'

test('cdk synth with mistakes tells them all, one a line, without a stack trace, and fails', async () => {
  const { code, stderr, remove } = await cdkSynth('node test/cdk/broken-app.ts')
  await remove()
  expect(code).toBe(1)
  const lines = stderr.split('\n')
  for (const place of [
    'settings.memoryMb',
    'monitors[0].monitorId',
    'monitors[0].emailAddress',
    'monitors[0].mailbox',
    'monitors[1].mailbox.password',
  ]) {
    expect(lines.filter((line) => line.startsWith(`  ${place}: `))).toHaveLength(1)
  }
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stderr).not.toContain('hunter2')
})
