import * as userLogins from '../../../shared/adapters/oauth/user-login.ts'
import { SERVICE_ACCOUNT } from '../../support/grants/written-grants.ts'
import {
  REFUSALS,
  type Scripted,
  googleRefusal,
  microsoftRefusal,
} from '../../support/servers/token-issuer/refusals.ts'
import { tokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'
import { dataFolder } from '../../support/temporary-files.ts'
import { says } from '../../cli/says.ts'

const MICROSOFT = ['--provider', 'microsoft', '--client-id', '2f6c1a1e-5d0b-4d7c-9a53-0d3c6f1b7e21']
const GOOGLE = ['--provider', 'google', '--client-id', '1234-abcd.apps.googleusercontent.com']

/** What the token endpoint answers to `oauth login` with these options, by the name that the guides give it. */
const LOGINS: Readonly<Record<string, readonly [options: readonly string[], answer: Scripted]>> = {
  'public-client-off': [[...MICROSOFT, '--tenant', 'consumers'], REFUSALS.publicClientOff],
  'consumers-wanted': [
    MICROSOFT,
    microsoftRefusal(
      9002346,
      `Application '2f6c1a1e-5d0b-4d7c-9a53-0d3c6f1b7e21'(Roundtrip) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.`,
      'invalid_request',
    ),
  ],
  'google-client-secret': [
    GOOGLE,
    googleRefusal('invalid_client', 'The provided client secret is invalid.', 401),
  ],
}

/** What a command says to a mistake, by the name that the guides give it; `undefined`: it is none of these. */
export async function commandSight(name: string): Promise<string | undefined> {
  if (name === 'user-forgotten') return withoutUser()
  const login = LOGINS[name]
  return login && refusedLogin(...login)
}

async function withoutUser(): Promise<string> {
  const { user: _forgotten, ...grant } = SERVICE_ACCOUNT
  const { err } = await says(
    ['secrets', 'set', 'google', '--host', 'imap.gmail.com', '--local', await dataFolder()],
    { readSecret: () => Promise.resolve(JSON.stringify(grant)) },
  )
  return saidIn(err)
}

/** A user logs in and consents; the address of the provider leads to a stand-in. */
async function refusedLogin(options: readonly string[], answer: Scripted): Promise<string> {
  const issuer = await tokenIssuer()
  issuer.script(answer)
  const loginByBrowser: typeof userLogins.loginByBrowser = ({ client, open, ...others }) =>
    userLogins.loginByBrowser({
      ...others,
      client: {
        ...client,
        tokenEndpoint: issuer.tokenEndpoint,
        authorizationEndpoint: `${issuer.origin}/authorize`,
      },
      open(url) {
        open(url)
        void fetch(url)
      },
    })
  const local = ['--host', 'mail.example.com', '--local', await dataFolder()]
  const { err } = await says(['oauth', 'login', 'user', ...options, ...local], {
    readSecret: () => Promise.resolve('GOCSPX-of-another-client'),
    userLogins: () => Promise.resolve({ ...userLogins, loginByBrowser }),
  })
  return saidIn(err.slice(err.indexOf('roundtrip: ')))
}

function saidIn(err: string): string {
  return err
    .replace(/^roundtrip[ a-z]*: /, '')
    .replace(/ ?\(roundtrip[ a-z]* --help\)/, '')
    .trim()
}
