import { expect, test } from 'vitest'

import { messageFacts } from '../../../../../shared/core/history/views/provider/message-facts.ts'
import { logFrom } from '../../../../support/servers/dialogue-logs.ts'

const answered = (answer: string) => messageFacts(logFrom(`smtp.submit:\nC .\nS ${answer}`))

test.each([
  ['250 2.0.0 Ok: queued as 4F2A91C0043', '4F2A91C0043'],
  ['250 OK id=1rT5Xo-0004kd-2F', '1rT5Xo-0004kd-2F'],
  ['250 2.0.0 605C0aBd012345 Message accepted for delivery', '605C0aBd012345'],
  ['250 2.6.0 <f00@example.com> [InternalId=7301444, Hostname=MBX01] Queued mail for delivery', '7301444'],
  ['250 Message Queued (2D6C0B6C-1B0B-4A8D-9F5B.1)', '2D6C0B6C-1B0B-4A8D-9F5B.1'],
  ['250 ok 1767614401 qp 12345', '12345'],
  ['250 2.0.0 OK  1767614401 a640c23a62f3a-aa5998e6a7fsi123.45 - gsmtp', 'a640c23a62f3a-aa5998e6a7fsi123.45'],
  [
    '250 Ok 0102018f6c1f2b3a-5d5c8e7a-1111-2222-3333-444455556666-000000',
    '0102018f6c1f2b3a-5d5c8e7a-1111-2222-3333-444455556666-000000',
  ],
])('%s names the queue id', (answer, queueId) => {
  expect(answered(answer).queueId).toBe(queueId)
})

test.each(['250 Ok', '554 5.7.1 rejected, id=4F2A91C0043', '250 2.0.0 Message accepted'])(
  '%s names none',
  (answer) => {
    expect(answered(answer)).toMatchObject({ answer: { text: answer } })
    expect(answered(answer)).not.toHaveProperty('queueId')
  },
)

test('of a message that was offered again, the last answer counts', () => {
  const { answer } = messageFacts(
    logFrom(`
      smtp.submit:
      C .
      S 451 4.7.1 Try again later
      C .
      S 250 2.0.0 Ok: queued as 4F2A91C0043
    `),
  )
  expect(answer?.text).toMatch(/^250/)
})

test('of a message that was never offered there is no answer', () => {
  expect(messageFacts(logFrom('smtp.submit:\nC RCPT TO:<probe@example.com>\nS 550 no'))).toEqual({
    to: 'probe@example.com',
  })
})
