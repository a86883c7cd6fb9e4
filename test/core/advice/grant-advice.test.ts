import { expect, test } from 'vitest'

import { adviceFor } from '../../../shared/core/advice/advice.ts'
import { grantFullName } from '../../../shared/core/aws/secret-names.ts'
import { readAnswer } from '../../../shared/core/grant/endpoint/endpoint-answer.ts'
import type { Asked } from '../../../shared/core/grant/endpoint/said-error.ts'
import {
  REFUSALS,
  type Scripted,
  googleRefusal,
  microsoftRefusal,
} from '../../support/servers/token-issuer/refusals.ts'

const hide = (text: string) => text
const app: Asked = { provider: 'microsoft', kind: 'client-credentials', host: 'h.test', now: 0, hide }
const user: Asked = { ...app, kind: 'refresh-token' }
const googleUser: Asked = { ...user, provider: 'google' }
const PERSONAL = 'Application is configured for use by Microsoft Account users only.'

/** From what an endpoint says to what somebody is told to do. */
test.each<[what: string, answer: Scripted, asked: Asked, fits: RegExp, misleads: RegExp]>([
  [
    'a public client whose flows are not allowed',
    REFUSALS.publicClientOff,
    user,
    /Authentication: .*"Allow public client flows"/,
    /new client secret|Secret ID/,
  ],
  ['a wrong client secret', REFUSALS.secretWrong, app, /create a new client secret/, /public client/],
  [
    'an app for personal accounts alone, at its first number',
    microsoftRefusal(9002331, PERSONAL, 'invalid_request'),
    user,
    /oauth login NAME --provider microsoft --client-id ID --tenant consumers/,
    /not "common" or "consumers"/,
  ],
  [
    'an app for personal accounts alone, at its second number',
    microsoftRefusal(9002346, PERSONAL, 'invalid_request'),
    user,
    /oauth login NAME --provider microsoft --client-id ID --tenant consumers/,
    /not "common" or "consumers"/,
  ],
  [
    'a tenant that Microsoft has blocked',
    microsoftRefusal(5000225, 'This tenant has been blocked due to inactivity.', 'invalid_grant'),
    app,
    /blocked the tenant/,
    /write the Tenant ID|oauth login/,
  ],
  [
    'a policy that an app cannot answer',
    microsoftRefusal(5309999, 'A policy of a number to come.', 'interaction_required'),
    app,
    /Sign-in logs/,
    /oauth login/,
  ],
  [
    'a user at Microsoft who was deleted',
    microsoftRefusal(500341, 'The user account has been deleted from the directory.', 'invalid_grant'),
    user,
    /account .* was deleted or disabled/,
    /Conditional Access/,
  ],
  [
    'a user at Google who was deleted',
    googleRefusal('invalid_grant', 'Account has been deleted'),
    googleUser,
    /account .* was deleted or disabled/,
    /Testing|App access control/,
  ],
  ['an unknown tenant', REFUSALS.tenantUnknown, app, /write the Tenant ID/, /--tenant consumers/],
  [
    'a user who has not consented',
    REFUSALS.consentMissing,
    user,
    /delegated permissions IMAP\.AccessAsUser\.All.*oauth login/,
    /AsApp|admin consent/i,
  ],
  ['an app without consent', REFUSALS.consentMissing, app, /IMAP\.AccessAsApp.*admin consent/, /delegated/],
  [
    'a user at Google who has not consented',
    googleRefusal('access_denied', 'The user denied it.'),
    googleUser,
    /oauth login.*allow/,
    /Domain-wide/,
  ],
  [
    'a refusal of Microsoft without a number',
    googleRefusal('invalid_request', 'Something is wrong.'),
    app,
    /docs\/microsoft-365\.md/,
    /google/i,
  ],
  [
    'a page in place of a token',
    { status: 200, body: '<!DOCTYPE html><title>Sign in</title>' },
    app,
    /answered, but not with a token.*\n.*page of HTML\n.*proxy/,
    /in time/,
  ],
  [
    'a token that cannot be used',
    { status: 200, body: '{"access_token":"a b"}' },
    app,
    /answered, but not with a token/,
    /in time/,
  ],
  ['a passing error', REFUSALS.passing, app, /No token could be had/, /in time|proxy/],
])('%s: the advice fits', (_, { status, body }, asked, fits, misleads) => {
  const refusal = readAnswer({ status, text: body }, asked)
  if (refusal.kind !== 'refused') throw new Error('granted')
  const advice = adviceFor(refusal.reason, { location: 'local', detail: refusal.detail })
  expect(advice).toMatch(fits)
  expect(advice).not.toMatch(misleads)
})

test('an endpoint that is slow is said to be', () => {
  const context = { location: 'local', detail: 'login.test did not answer in time' }
  expect(adviceFor('token-endpoint-unavailable', context)).toMatch(/did not answer in time, so no login/)
})

test('on one machine, what lies in its file of secrets is set by a command, without a restart', () => {
  const told = (['secret-not-for-host', 'secret-not-found'] as const).map((reason) =>
    adviceFor(reason, {
      location: 'local',
      detail: 'm365 in data/secrets.json is no use; set it: npx roundtrip secrets set m365 --local',
    }),
  )
  for (const advice of told) expect(advice).not.toMatch(/variable|restart|start Roundtrip again/)
  const detail = 'INBOX_PASSWORD is not set; set it: export INBOX_PASSWORD=…'
  expect(adviceFor('secret-not-found', { location: 'local', detail })).toMatch(/variable/)
})

test.each<[string, RegExp]>([
  [
    'SSM parameter /roundtrip/Roundtrip/grants/office AADSTS700082: expired',
    /`npx roundtrip oauth login office --stack Roundtrip --provider microsoft --client-id ID`/,
  ],
  [
    'SSM parameter /roundtrip/Mail/grants/office invalid_grant: expired',
    /`npx roundtrip oauth login office --stack Mail --provider google --client-id ID`/,
  ],
  [
    `${grantFullName('Mail', { store: 'secretsmanager', name: 'office' })} invalid_grant: expired`,
    /`npx roundtrip oauth login office --secretsmanager --stack Mail --provider google --client-id ID`/,
  ],
  [
    'another provider: grant ssm:office: invalid_grant: expired',
    /`npx roundtrip oauth login office --local --provider other --client-id ID --token-endpoint URL /,
  ],
  ['invalid_grant: expired', /`npx roundtrip oauth login NAME --provider google --client-id ID`/],
])('a command is printed with the grant and what it needs: %s', (detail, command) => {
  expect(adviceFor('grant-login-expired', { location: 'home', detail })).toMatch(command)
})
