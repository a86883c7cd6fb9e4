import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { reasonOf } from '../../../../shared/core/run/verdict.ts'
import { MISREAD, READ_RIGHT } from './mailbox-words.ts'

function refused(said: string): Evidence {
  const [, command = '', responseCode, text = ''] = /^(.*?): (?:\[([^\]]*)\] ?)?(.*)$/.exec(said) ?? []
  return {
    side: 'mailbox',
    phase: 'auth',
    kind: 'refused',
    command,
    ...(responseCode && { responseCode }),
    text,
  }
}

describe('the words of many mailbox servers', () => {
  test.each([...MISREAD, ...READ_RIGHT])('%s: %s', (reason, said) => {
    expect(reasonOf(refused(said))).toBe(reason)
  })
})
