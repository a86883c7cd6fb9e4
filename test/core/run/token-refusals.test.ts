import { expect, test } from 'vitest'

import type { Evidence } from '../../../shared/core/run/evidence.ts'
import { isRefusedLogin } from '../../../shared/core/run/verdict.ts'

const refused = (side: Evidence['side'], phase: Evidence['phase'], text: string): Evidence => ({
  side,
  phase,
  kind: 'refused',
  text,
  ...(side === 'smtp' && { command: 'AUTH', replyCode: 535 }),
})

test.each<[Evidence, boolean]>([
  [refused('mailbox', 'search', 'User is authenticated but not connected. (login by XOAUTH2)'), false],
  [refused('smtp', 'auth', '535 5.7.139 SmtpClientAuthentication is disabled for the Tenant.'), false],
  [refused('mailbox', 'auth', 'AUTHENTICATE failed. (login by XOAUTH2)'), true],
  [refused('smtp', 'auth', '535 5.7.3 Authentication unsuccessful (login by XOAUTH2)'), true],
])('a newer token is asked for where the login itself was refused: %o', (evidence, isAskedFor) => {
  expect(isRefusedLogin(evidence)).toBe(isAskedFor)
})
