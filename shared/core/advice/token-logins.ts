import { type Advice, type AdviceContext, always, says } from './advice-context.ts'
import { inMailboxWords } from './protocol-words.ts'

/** What the detail ends with where the login was made with an access token. */
const BY_TOKEN = /\(login by (?:XOAUTH2|OAUTHBEARER)\)$/
const AT_GOOGLE = /(?:google|\(Failure\)).*\(login by (?:XOAUTH2|OAUTHBEARER)\)$/i
/** Of what is offered to a token. */
export const LACKS_BEARER = /none of XOAUTH2, OAUTHBEARER/
/** Of what is offered to a password. */
export const OFFERS_BEARER_ALONE = /only .*(?:XOAUTH2|OAUTHBEARER).* is offered/

const GOOGLE = [
  'The user name must be the user of the grant. A service account needs domain-wide delegation with exactly the scope https://mail.google.com/ (docs/google.md).',
]

/** Google and Exchange Online, of an account that somebody must look after. */
const WANTS_BROWSER = [
  /(?:web ?login ?required|log ?in(?: to your account)? (?:via|with) (?:a|your) web browser).*\(login by (?:XOAUTH2|OAUTHBEARER)\)$/i,
  always(
    'The provider wants this user to log in with a web browser first: it found the login unusual, or has blocked the account. The access token is not at fault.',
    'Log in as this user in a browser, answer what the provider asks, then test again.',
  ),
] as const

/** A mailbox server's words for an access token that it does not take. */
export const MAILBOX_TOKEN_REFUSED: readonly (readonly [RegExp, Advice])[] = [
  WANTS_BROWSER,
  [
    AT_GOOGLE,
    always(
      'Google refused the access token: it belongs to another user than mailbox.userid, or was not fetched for the scope https://mail.google.com/.',
      ...GOOGLE,
    ),
  ],
  [
    BY_TOKEN,
    inMailboxWords(({ name }) => [
      `The server refused the access token: the app has no access to the mailbox, ${name} is turned off for it, or mailbox.userid is not its address.`,
      'Microsoft 365: New-ServicePrincipal with the Object ID of the enterprise application (not of the app registration), then FullAccess for the mailbox (docs/microsoft-365.md).',
      "A user's login must be that of mailbox.userid, with the provider's scope for mail.",
    ]),
  ],
]

/** Words of Exchange Online about a policy, at a login by token. */
const BY_POLICY = /(?:security defaults|did not meet the criteria).*\(login by (?:XOAUTH2|OAUTHBEARER)\)$/i

/** The same of SMTP servers. */
export const SMTP_TOKEN_REFUSED: readonly (readonly [RegExp, Advice])[] = [
  WANTS_BROWSER,
  [
    BY_POLICY,
    always(
      'The security defaults or a Conditional Access policy of the tenant do not allow this login to SMTP.',
      'Microsoft Entra, Sign-in logs shows which policy; exclude the account or the app from it. SMTP AUTH must be on for the mailbox (docs/microsoft-365.md).',
    ),
  ],
  [
    AT_GOOGLE,
    always(
      'Google refused the access token: it belongs to another user than smtp.userid, or was not fetched for the scope https://mail.google.com/.',
      ...GOOGLE,
    ),
  ],
  [
    BY_TOKEN,
    always(
      'The server refused the access token: the app may not send (Microsoft 365: the permission SMTP.SendAsApp, with admin consent), smtp.userid is not the address of the mailbox, or the mailbox has no licence (a shared one).',
      'Microsoft 365: New-ServicePrincipal with the Object ID of the enterprise application (not of the app registration), then FullAccess and SendAs for the mailbox (docs/microsoft-365.md).',
      "A user's login must be that of smtp.userid, with the provider's scope for mail.",
    ),
  ],
]

/** Whether what was refused is a login by an access token. */
export function saysToken(context: AdviceContext): boolean {
  return says(context, BY_TOKEN)
}

/** A grant is configured where the server has no mechanism for its token. */
export function noMechanismForTokens(side: 'mailbox' | 'smtp'): readonly string[] {
  return [
    'The server offers neither XOAUTH2 nor OAUTHBEARER here, which a login with an access token needs; often it offers them only after TLS.',
    `Use a port with TLS, or ${side}.password in place of ${side}.grant if the server accepts passwords.`,
  ]
}

/** A password is configured where the server takes tokens alone. */
export function wantsToken(side: 'mailbox' | 'smtp'): readonly string[] {
  return [
    'The server offers only OAuth2 here.',
    `Write ${side}.grant in place of ${side}.password: docs/microsoft-365.md and docs/google.md show how.`,
  ]
}
