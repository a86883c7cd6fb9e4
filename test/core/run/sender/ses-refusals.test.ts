import { describe, expect, test } from 'vitest'

import { isSendingRate, sesRefusal } from '../../../../shared/core/run/sender/ses-refusals.ts'
import type { SenderReason } from '../../../../shared/core/run/statuses.ts'

const ADDRESSES = { from: 'Probe@example.com', to: 'inbox@example.net' }
const UNVERIFIED =
  'Email address is not verified. The following identities failed the check in region EU-WEST-1:'
const PAUSED =
  'Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.'
const NOT_ALLOWED =
  "User `arn:aws:sts::123456789012:assumed-role/Probe/Probe' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:eu-west-1:123456789012:identity/example.com'"

// The words are those of public reports: GitHub issues of fluent-smtp (61, 74, 103), magento-2-smtp (152, 211),
// sendportal (94), LambdAuth (64), django-ses (16), anonaddy (647), GoodServer (419), mautic (9644),
// notifications-api (2956, 4310), symfony (51461), formplug (11), aws-sdk (76); and the API Reference of SES, v2.
test.each<[string, number | undefined, string, SenderReason]>([
  ['MessageRejected', 400, `${UNVERIFIED} probe@example.com`, 'sender-not-verified'],
  [
    'MessageRejected',
    400,
    `${UNVERIFIED} Probe <probe@EXAMPLE.com>, probe@example.com`,
    'sender-not-verified',
  ],
  ['MessageRejected', 400, `${UNVERIFIED} probe@example.com, inbox@example.net`, 'sender-not-verified'],
  ['MessageRejected', 400, `${UNVERIFIED} inbox@example.net`, 'sender-in-sandbox'],
  ['MessageRejected', 400, `${UNVERIFIED} inbox@example.net...`, 'sender-in-sandbox'],
  ['MessageRejected', 400, 'Email address is not verified.', 'sender-not-verified'],
  ['MailFromDomainNotVerifiedException', 400, 'Mail-From domain is not verified.', 'sender-not-verified'],
  ['TooManyRequestsException', 429, 'Daily message quota exceeded.', 'sender-quota-reached'],
  ['TooManyRequestsException', 429, 'Maximum sending rate exceeded.', 'sender-quota-reached'],
  ['Throttling', 400, 'Maximum sending rate exceeded.', 'sender-quota-reached'],
  ['ThrottlingException', 400, 'Rate exceeded', 'sender-quota-reached'],
  ['LimitExceededException', 400, 'Limit exceeded.', 'sender-quota-reached'],
  ['MessageRejected', 400, PAUSED, 'sender-paused'],
  ['SendingPausedException', 400, 'Email sending is disabled.', 'sender-paused'],
  ['AccountSuspendedException', 400, 'This account may not send.', 'sender-paused'],
  ['ConfigurationSetSendingPausedException', 400, 'Roundtrip', 'sender-paused'],
  ['MessageRejected', 400, 'Address is on the suppression list', 'recipient-suppressed'],
  ['AccessDeniedException', 403, NOT_ALLOWED, 'sender-refused'],
  ['NotFoundException', 404, 'Configuration set <Roundtrip> does not exist.', 'sender-refused'],
  ['BadRequestException', 400, 'Domain contains illegal character', 'sender-refused'],
  ['ExpiredTokenException', 403, 'The security token included in the request is expired', 'sender-refused'],
  ['CredentialsProviderError', undefined, 'Could not load credentials from any providers', 'sender-refused'],
  ['InternalServiceErrorException', 500, 'Internal failure', 'sender-unavailable'],
  ['ServiceUnavailable', 503, 'Service Unavailable', 'sender-unavailable'],
  ['SESv2ServiceException', 502, 'Unknown', 'sender-unavailable'],
  ['TimeoutError', undefined, 'SESv2: the answer was not whole within 5000 ms', 'sender-unavailable'],
  ['Error', undefined, 'connect ECONNREFUSED 192.0.2.1:443', 'sender-unavailable'],
])('%s (%s) "%s" is %s', (name, httpStatus, message, reason) => {
  expect(sesRefusal({ name, httpStatus, message }, ADDRESSES)).toBe(reason)
})

test('one address that sends to itself is to be verified first', () => {
  const one = { from: 'probe@example.com', to: 'probe@example.com' }
  const error = { name: 'MessageRejected', httpStatus: 400, message: `${UNVERIFIED} probe@example.com` }
  expect(sesRefusal(error, one)).toBe('sender-not-verified')
})

describe('a later try in the same run', () => {
  test.each([
    ['TooManyRequestsException: Maximum sending rate exceeded.', true],
    ['Throttling: Maximum sending rate exceeded.', true],
    ['ThrottlingException: Rate exceeded', true],
    ['TooManyRequestsException: Daily message quota exceeded.', false],
    ['LimitExceededException: Limit exceeded.', false],
    [`MessageRejected: ${PAUSED}`, false],
    [`AccessDeniedException: ${NOT_ALLOWED}`, false],
  ])('after "%s" may go through: %s', (text, may) => {
    expect(isSendingRate(text)).toBe(may)
  })
})
