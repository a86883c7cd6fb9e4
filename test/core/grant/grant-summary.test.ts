import { expect, test } from 'vitest'

import { endOfGrant, grantSummary, hostsOfProvider } from '../../../shared/core/grant/grant-summary.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import * as written from '../../support/grants/written-grants.ts'

const grantOf = (grant: object) => {
  const parsed = parseGrant(JSON.stringify(grant))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.grant
}
const own = { tokenEndpoint: 'https://id.example.com/token', scope: 'mail' }

// A mail host is believed by the name of its provider, so that no other endpoint may go by it.
test.each<[grant: object, summary: string, hosts: string[], end: string | undefined]>([
  [
    { ...written.APP_WITH_SECRET, clientSecretEnds: '2027-05-31' },
    `client credentials at Microsoft 365, tenant contoso.onmicrosoft.com, client id ${written.CLIENT_ID}, secret ends 2027-05-31`,
    ['outlook.office365.com', 'smtp.office365.com'],
    '2027-05-31T00:00:00.000Z',
  ],
  [
    { ...written.APP_WITH_SECRET, cloud: 'us-gov' },
    `client credentials at Microsoft 365, tenant contoso.onmicrosoft.com, client id ${written.CLIENT_ID}, secret`,
    ['outlook.office365.us', 'smtp.office365.us'],
    undefined,
  ],
  [
    { ...written.APP_WITH_CERTIFICATE, cloud: 'china' },
    `client credentials at Microsoft 365, tenant contoso.onmicrosoft.com, client id ${written.CLIENT_ID}, certificate ends 2027-05-31`,
    ['partner.outlook.cn', 'smtp.partner.outlook.cn'],
    '2027-05-31T12:00:00.000Z',
  ],
  [
    written.SERVICE_ACCOUNT,
    'service account probe@roundtrip-probe.iam.gserviceaccount.com at Google, for probe@example.com',
    ['imap.gmail.com', 'pop.gmail.com', 'smtp.gmail.com'],
    undefined,
  ],
  [
    written.GOOGLE_LOGIN,
    'login of a user at Google, client id 1034567-abc.apps.googleusercontent.com, logged in 2026-11-30',
    ['imap.gmail.com', 'pop.gmail.com', 'smtp.gmail.com'],
    undefined,
  ],
  [
    { ...written.MICROSOFT_LOGIN, clientSecret: 'x', clientSecretEnds: '2027-01-01' },
    `login of a user at Microsoft 365, client id ${written.CLIENT_ID}, secret ends 2027-01-01`,
    ['outlook.office365.com', 'smtp.office365.com', 'smtp-mail.outlook.com'],
    '2027-01-01T00:00:00.000Z',
  ],
  [
    { ...written.MICROSOFT_LOGIN, tenant: '9188040d-6c67-4c5b-b112-36a304b66dad' },
    `login of a user at Microsoft 365, client id ${written.CLIENT_ID}`,
    ['outlook.office365.com', 'smtp.office365.com', 'smtp-mail.outlook.com'],
    undefined,
  ],
  [
    { ...written.MICROSOFT_LOGIN, provider: 'other', ...own },
    `login of a user at id.example.com, client id ${written.CLIENT_ID}`,
    [],
    undefined,
  ],
  [
    { ...written.APP_WITH_SECRET, ...own },
    `client credentials at id.example.com, tenant contoso.onmicrosoft.com, client id ${written.CLIENT_ID}, secret`,
    [],
    undefined,
  ],
  [
    { ...written.APP_WITH_SECRET, tokenEndpoint: 'https://login.microsoftonline.com.evil.example/token' },
    `client credentials at login.microsoftonline.com.evil.example, tenant contoso.onmicrosoft.com, client id ${written.CLIENT_ID}, secret`,
    [],
    undefined,
  ],
  [
    {
      ...written.APP_WITH_SECRET,
      tokenEndpoint: 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token',
    },
    `client credentials at Microsoft 365, tenant contoso.onmicrosoft.com, client id ${written.CLIENT_ID}, secret`,
    ['outlook.office365.com', 'smtp.office365.com'],
    undefined,
  ],
  [
    { ...written.SERVICE_FORM, tokenEndpoint: 'https://evil.example/token' },
    'service account probe@roundtrip-probe.iam.gserviceaccount.com at evil.example, for probe@example.com',
    [],
    undefined,
  ],
  [
    { ...written.SERVICE_FORM, tokenEndpoint: 'https://evil.googleapis.com/token' },
    'service account probe@roundtrip-probe.iam.gserviceaccount.com at evil.googleapis.com, for probe@example.com',
    [],
    undefined,
  ],
  [
    { ...written.SERVICE_FORM, tokenEndpoint: 'https://www.googleapis.com/oauth2/v4/token' },
    'service account probe@roundtrip-probe.iam.gserviceaccount.com at Google, for probe@example.com',
    ['imap.gmail.com', 'pop.gmail.com', 'smtp.gmail.com'],
    undefined,
  ],
  [
    { ...written.GOOGLE_LOGIN, ...own },
    'login of a user at id.example.com, client id 1034567-abc.apps.googleusercontent.com, logged in 2026-11-30',
    [],
    undefined,
  ],
  [
    {
      ...written.MICROSOFT_LOGIN,
      provider: 'google',
      tokenEndpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    },
    `login of a user at login.microsoftonline.com, client id ${written.CLIENT_ID}`,
    [],
    undefined,
  ],
])('%#: a line for people, its mail hosts and its end', (text, summary, hosts, end) => {
  const grant = grantOf(text)
  expect(grantSummary(grant)).toBe(summary)
  expect(hostsOfProvider(grant)).toEqual(hosts)
  expect(endOfGrant(grant)).toBe(end && Date.parse(end))
})
