import type { AdviceContext } from '../../../shared/core/advice/advice.ts'
import type { Reason } from '../../../shared/core/run/statuses.ts'

/**
 * A situation that an administrator would recognise, and what the run knows of it; made on `local` unless it
 * says otherwise.
 */
export type AdviceCase = readonly [situation: string, context: Partial<AdviceContext>]

export const AWS = { location: 'eu-central-1' }

/** Inconclusive runs, which no server is to blame for. */
export const OWN_FAULT_CASES = {
  'grant-invalid': [['not JSON', { detail: 'SSM parameter /roundtrip/Roundtrip/grants/m365 is no grant' }]],
  'grant-secret-wrong': [
    ['Microsoft', { detail: 'AADSTS7000215: Invalid client secret provided.' }],
    ['a public client that is not allowed', { detail: 'AADSTS7000218: The request body must contain it.' }],
  ],
  'grant-secret-expired': [
    ['Microsoft', { detail: 'AADSTS7000222: The provided client secret keys are expired.' }],
  ],
  'grant-certificate-refused': [
    ['Microsoft', { detail: 'AADSTS700027: Client assertion failed signature validation.' }],
    ['Google', { detail: 'invalid_grant: Invalid JWT Signature.' }],
  ],
  'grant-consent-missing': [
    ['Microsoft', { detail: 'AADSTS65001: The user or administrator has not consented.' }],
    ['Google', { detail: 'unauthorized_client: Client is unauthorized to retrieve access tokens.' }],
    ['a user at Microsoft', { detail: "a user's login: AADSTS65001: The user has not consented." }],
    ['a user at Google', { detail: "a user's login: access_denied" }],
  ],
  'grant-scope-refused': [
    ['Microsoft', { detail: 'AADSTS70011: The provided value for scope is not valid.' }],
  ],
  'grant-app-unknown': [
    ['Microsoft', { detail: 'AADSTS700016: Application was not found in the directory.' }],
  ],
  'grant-tenant-unknown': [
    ['Microsoft', { detail: 'AADSTS90002: Tenant not found.' }],
    ['a blocked tenant', { detail: 'AADSTS5000225: This tenant has been blocked due to inactivity.' }],
    [
      'an app for personal accounts',
      { detail: 'AADSTS9002346: Application is for Microsoft Account users.' },
    ],
  ],
  'grant-access-blocked': [
    ['Microsoft', { detail: 'AADSTS53003: Access has been blocked by Conditional Access.' }],
    ['a deleted user', { detail: 'AADSTS500341: The user account has been deleted from the directory.' }],
    ['abuse', { detail: 'AADSTS70000: User account is found to be in service abuse mode.' }],
  ],
  'grant-login-expired': [['Google', { detail: 'invalid_grant: Token has been expired or revoked.' }]],
  'grant-refused': [
    ['nothing more is known', {}],
    ['Microsoft', { detail: 'Microsoft: invalid_request: Something is wrong.' }],
  ],
  'token-throttled': [['Microsoft', { detail: 'AADSTS90055: The request was throttled.' }]],
  'token-endpoint-unavailable': [
    ['no answer', { detail: 'login.microsoftonline.com did not answer in time' }],
    ['another answer', { detail: 'login.microsoftonline.com answered 200 and a page of HTML' }],
    ['a passing error', { detail: 'AADSTS90033: A transient error has occurred. Please try again.' }],
  ],
  'secret-not-found': [
    [
      'in AWS',
      {
        ...AWS,
        detail:
          'SSM parameter /roundtrip/Roundtrip/inbox is not set; set it: npx roundtrip secrets set inbox',
      },
    ],
    [
      'in AWS Secrets Manager',
      {
        ...AWS,
        detail:
          'Secrets Manager secret roundtrip/Mail/inbox is marked for deletion; set it: npx roundtrip secrets set inbox --secretsmanager --stack Mail',
      },
    ],
    [
      'on this machine',
      {
        detail: 'INBOX_PASSWORD is not set; set it: export INBOX_PASSWORD=…',
      },
    ],
  ],
  'secret-forbidden': [
    [
      'the key of another stack',
      {
        ...AWS,
        detail:
          'Secrets Manager secret roundtrip/Roundtrip/inbox may not be read: AccessDeniedException: Access to KMS is not allowed',
      },
    ],
    [
      'a role that was cut down',
      {
        ...AWS,
        detail:
          'SSM parameter /roundtrip/Roundtrip/inbox may not be read: AccessDeniedException: not authorized to perform: ssm:GetParameters',
      },
    ],
  ],
  'secret-not-for-host': [
    [
      'in AWS',
      {
        ...AWS,
        detail:
          'SSM parameter /roundtrip/Roundtrip/inbox is for mail.example.com, but mailbox.server is mail.example.net; if it is yours: npx roundtrip secrets set inbox --host mail.example.com,mail.example.net',
      },
    ],
    [
      'on this machine',
      {
        detail: `INBOX_PASSWORD is for mail.example.com, but smtp.server is 127.0.0.1; if it is yours: export INBOX_PASSWORD='roundtrip-secret:1:{"hosts":["mail.example.com","127.0.0.1"],"value":"…"}'`,
      },
    ],
    [
      'in the file of secrets of this machine',
      {
        detail:
          'm365 in .data/secrets.json is for outlook.office365.com, but smtp.server is smtp.office365.com; if it is yours: npx roundtrip secrets set m365 --local --host outlook.office365.com,smtp.office365.com',
      },
    ],
  ],
  'monitor-invalid': [
    [
      'a secret that cannot be read',
      {
        ...AWS,
        detail:
          'SSM parameter /roundtrip/Roundtrip/inbox begins like a password with its hosts, but cannot be read as one; set it again: npx roundtrip secrets set inbox',
      },
    ],
    ['a mistake in a field', { detail: 'mailbox.server: expected a host or pop3://host, got "imap"' }],
    [
      'a password with a line break',
      {
        ...AWS,
        detail:
          'mailbox.password: ssm:inbox contains a line break or a NUL, which cannot be sent; set it again: npx roundtrip secrets set inbox',
      },
    ],
  ],
  'run-not-started': [
    ['no reason given', { ...AWS, detail: 'EventBridge gave up, without a reason' }],
    ['throttled', { ...AWS, detail: 'EventBridge gave up after 12 retries: THROTTLING: Rate exceeded' }],
    ['not permitted', { ...AWS, detail: 'EventBridge gave up: NO_PERMISSIONS' }],
    ['not to be stored', { ...AWS, detail: 'Lambda gave up: DynamoDB GetItem (Monitors, inbox): timeout' }],
  ],
  'run-too-late': [['started late', AWS]],
  'run-interrupted': [['ended before its end', AWS]],
  'probe-out-of-time': [['the function ended first', AWS]],
  'internal-error': [['the database', { ...AWS, detail: 'ResourceNotFoundException: no such table' }]],
} as const satisfies Partial<Record<Reason, readonly AdviceCase[]>>
