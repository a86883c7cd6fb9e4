import { expect, test } from 'vitest'

import type { TokenReader } from '../../../shared/app/ports/tokens.ts'
import { referenceText } from '../../../shared/core/definition/fields/secret-reference.ts'
import { readAnswer } from '../../../shared/core/grant/endpoint/endpoint-answer.ts'
import { providerOf } from '../../../shared/core/grant/grant.ts'
import {
  APP_WITH_SECRET,
  CLIENT_ID,
  CLIENT_SECRET,
  GOOGLE_LOGIN,
  MICROSOFT_LOGIN,
  SERVICE_ACCOUNT,
} from '../../support/grants/written-grants.ts'
import {
  REFUSALS,
  type Scripted,
  googleRefusal,
  microsoftRefusal,
} from '../../support/servers/token-issuer/refusals.ts'
import { OFFICE, renewalWorld } from '../../support/worlds/renewal-world.ts'
import { logOf, resultOf, runWorld } from '../../support/worlds/run-world.ts'

const tokenEndpoint = 'https://login.provider.test/token'
const OTHER_APP = {
  grant: 'client-credentials',
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  tokenEndpoint,
  scope: 'mail',
}
const OTHER_LOGIN = { ...GOOGLE_LOGIN, provider: 'other', tokenEndpoint, scope: 'mail' }
const FULL_NAME = `SSM parameter /roundtrip/Roundtrip/grants/${'a-long-name-'.repeat(4)}office`

/** A run whose grant the endpoint refuses with this: its result, its log, and the alert of it. */
async function refusedRun(grant: object, { status, body }: Scripted) {
  const world = renewalWorld(grant)
  world.answer = ({ grant: asked }) =>
    readAnswer(
      { status, text: body },
      {
        provider: providerOf(asked),
        kind: asked.kind,
        host: new URL(asked.tokenEndpoint).host,
        now: 0,
        hide: (text) => text,
      },
    )
  const mailbox = { server: 'pop3s://mail.example.test', userid: 'probe', grant: referenceText(OFFICE) }
  const runs = await runWorld({ mailbox }, world.clock)
  const tokens: TokenReader = {
    ...world.reader,
    readToken: async (...asked) => ({ ...(await world.reader.readToken(...asked)), fullName: FULL_NAME }),
  }
  runs.ports.tokens = tokens
  const result = await resultOf(runs)
  return { result, log: await logOf(runs), alert: JSON.stringify(runs.published) }
}

test.each<[what: string, grant: object, answer: Scripted, fits: RegExp, misleads: RegExp]>([
  [
    'a user at Microsoft who has not consented',
    MICROSOFT_LOGIN,
    REFUSALS.consentMissing,
    /delegated permissions IMAP\.AccessAsUser\.All.*oauth login/,
    /AsApp|admin consent/i,
  ],
  [
    'an app at Microsoft without consent',
    APP_WITH_SECRET,
    REFUSALS.consentMissing,
    /IMAP\.AccessAsApp.*admin consent/,
    /delegated/,
  ],
  [
    'a user at Microsoft who has not consented, without a number',
    MICROSOFT_LOGIN,
    googleRefusal('consent_required', 'No.'),
    /delegated permissions IMAP\.AccessAsUser\.All.*oauth login/,
    /AsApp|google/i,
  ],
  [
    'an app at Microsoft, without a number',
    APP_WITH_SECRET,
    googleRefusal('invalid_request', 'Something is wrong.'),
    /docs\/microsoft-365\.md/,
    /google/i,
  ],
  [
    'a user at Google who has not consented',
    GOOGLE_LOGIN,
    googleRefusal('access_denied', 'The user denied it.'),
    /oauth login.*allow/,
    /Domain-wide|Entra/,
  ],
  [
    'a service account without delegation',
    SERVICE_ACCOUNT,
    googleRefusal('unauthorized_client', 'Client is unauthorized.'),
    /Domain-wide delegation/,
    /oauth login|Entra/,
  ],
  [
    'a user elsewhere who has not consented',
    OTHER_LOGIN,
    googleRefusal('access_denied', 'The user denied it.'),
    /oauth login.*allow/,
    /Google|Microsoft|Entra/,
  ],
  [
    'an app elsewhere without consent',
    OTHER_APP,
    googleRefusal('access_denied', 'No.'),
    /where it is registered/,
    /Google|Microsoft|Entra|Domain-wide/,
  ],
  [
    'an app elsewhere with a wrong secret',
    OTHER_APP,
    googleRefusal('invalid_client', 'No.', 401),
    /another provider: SSM parameter .*where the app is registered/,
    /Google|Microsoft|Entra|Secret ID/,
  ],
  [
    'a client at Google with a wrong secret',
    GOOGLE_LOGIN,
    googleRefusal('invalid_client', 'The provided client secret is invalid.', 401),
    /Google Auth Platform, Clients/,
    /Secret ID|Entra/,
  ],
])('%s: the alert of a run says what mends it', async (_, grant, answer, fits, misleads) => {
  const { result, alert } = await refusedRun(grant, answer)
  expect(result.status).toBe(90)
  expect(alert).toContain('grants/a-long-name')
  expect(alert).toMatch(fits)
  expect(alert).not.toMatch(misleads)
})

const CORRELATION = 'correlation id 5fc87507-4086-4e77-b415-cee677eb232e, 2026-11-30 12:00:00Z'

test.each<[words: string, answer: Scripted]>([
  ['few', REFUSALS.consentMissing],
  [
    'many',
    microsoftRefusal(7000215, `Invalid client secret provided. ${'Words and more words. '.repeat(20)}`),
  ],
])('of a refusal in %s words its id and time stand in result, alert and log', async (_, answer) => {
  const { result, log, alert } = await refusedRun(APP_WITH_SECRET, answer)
  expect(result.detail).toContain(CORRELATION)
  expect(result.detail).toMatch(/grants\/a-long-name-.*office.*AADSTS\d+: /)
  expect(result.detail?.length).toBeLessThanOrEqual(300)
  expect(alert).toContain(CORRELATION)
  const said = log.map(({ text }) => text)
  expect(said).toContainEqual(expect.stringMatching(/^SSM parameter .*AADSTS\d+: /))
  expect(said.join('\n')).toContain(CORRELATION)
})

test('of a refusal the log of the run repeats no secret', async () => {
  const answer = microsoftRefusal(7000215, `Invalid client secret ${CLIENT_SECRET} provided.`)
  const { log } = await refusedRun(APP_WITH_SECRET, answer)
  expect(JSON.stringify(log)).toMatch(/AADSTS7000215/)
  expect(JSON.stringify(log)).not.toContain(CLIENT_SECRET)
})
