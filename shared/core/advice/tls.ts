import type { Reason } from '../run/statuses.ts'
import {
  type Advice,
  type AdviceContext,
  byWords,
  isHere,
  isInAws,
  serverOf,
  settingsOf,
} from './advice-context.ts'
import { inWords } from '../run/schemes.ts'
import { allPorts, allSchemes, protocolWords } from './protocol-words.ts'

/** OpenSSL's codes, as they stand in the detail. */
const SIGNS_ITSELF = /DEPTH_ZERO_SELF_SIGNED_CERT/
const UNKNOWN_ISSUER = /UNABLE_TO_|SELF_SIGNED_CERT_IN_CHAIN/
const NOT_YET_VALID = /CERT_NOT_YET_VALID/
const NO_TLS_AT_ALL = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/
const NOTHING_IN_COMMON =
  /NO_SHARED_CIPHER|NO_CIPHERS|INSUFFICIENT_SECURITY|(?:DH|EE|CA|MD)_KEY_TOO_SMALL|DH_KEY|MD_TOO_WEAK/
const TOO_OLD = /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW/
/** Under TLS 1.3 in so many words; before it, as the alert that a server gives to a client without one. */
const WANTS_A_CERTIFICATE = /CERTIFICATE_REQUIRED|ALERT_(?:NO|BAD)_CERTIFICATE|PEER_DID_NOT_RETURN/
const HANDSHAKE_FAILURE = /HANDSHAKE_FAILURE/
/** Our own words, where a login was not made. */
const HAD_TLS_BEFORE = /has logged in here before/
const TOKEN_WITHOUT_TLS = /an access token is not sent/
const NO_LOGIN_EITHER = /neither STARTTLS nor a login/

function untrusted(cause: string): Advice {
  return (context) => [
    `The ${serverOf(context)}'s certificate ${cause}.`,
    'Install the full chain of a public authority on the server; most mail clients fail here too.',
    isHere(context)
      ? `To trust a private authority, name its PEM file in trustedCertificates of cdk/settings.ts and restart npm start (roundtrip check: --ca FILE); ${settingsOf(context)}.verify: false turns the check off.`
      : isInAws(context)
        ? `To trust a private authority, name its PEM file in trustedCertificates of cdk/settings.ts, then npx cdk deploy; ${settingsOf(context)}.verify: false turns the check off.`
        : `If this is intended, ${settingsOf(context)}.verify: false turns the check off.`,
  ]
}

function outOfDate(cause: string, what: string): Advice {
  return (context) => [`The ${serverOf(context)}'s certificate ${cause}.`, what]
}

const OTHER_PORT =
  'Use a port or service that requires none, or turn off client certificates on the server; its log for this minute says more.'

function schemes(context: AdviceContext): string {
  const wants = (tlsFirst: boolean) =>
    `${inWords(allPorts(tlsFirst), 'and')} want ${inWords(allSchemes(tlsFirst), 'and')}`
  return `Check scheme and port in ${settingsOf(context)}.server: ${wants(true)}, ${wants(false)}.`
}

/** Handshakes and certificates. */
export const ADVICE_ON_TLS = {
  'tls-certificate-untrusted': byWords(
    untrusted(
      'is self-signed, comes from a private authority, or is served without its intermediate certificates',
    ),
    [SIGNS_ITSELF, untrusted('is self-signed; often it is the one that came with the mail software')],
    [
      UNKNOWN_ISSUER,
      untrusted(
        'comes from an unknown authority: a private one, or a public one whose intermediate certificate the server does not send',
      ),
    ],
  ),
  'tls-certificate-expired': byWords(
    outOfDate(
      'has expired: its renewal failed, or the server was not reloaded after it',
      'Renew the certificate and reload the mail service, which may still use the old one.',
    ),
    [
      NOT_YET_VALID,
      outOfDate(
        'is not valid yet: it was issued for a later day, or a clock is wrong',
        'Check the clocks of the server, of whoever issued the certificate and of the probe; install one that is valid today.',
      ),
    ],
  ),
  'tls-name-mismatch': (context) => [
    `The name in ${settingsOf(context)}.server is not in the certificate: it is an alias or an IP address, or the server shows another host's certificate.`,
    "Use a name that the certificate holds, or issue one that holds this name; users' mail clients are warned too.",
  ],
  'tls-handshake-failed': byWords(
    (context) => [
      `The TLS handshake with the ${serverOf(context)} failed without a stated cause: a wrong TLS setting there, or a device in between.`,
      `${schemes(context)} The server's log for this minute says more.`,
    ],
    [
      NO_TLS_AT_ALL,
      (context) => [
        `The ${serverOf(context)} does not start with TLS on this port: it begins unencrypted, or its STARTTLS is broken.`,
        schemes(context),
      ],
    ],
    [
      TOO_OLD,
      (context) => [
        `TLS 1.1 or older is all that the ${serverOf(context)} offers, and the probe supports 1.2 and 1.3: older versions are not safe.`,
        'Enable TLS 1.2 or newer on the server; up-to-date mail clients cannot connect to it either.',
      ],
    ],
    [
      NOTHING_IN_COMMON,
      (context) => [
        `The ${serverOf(context)} and the probe have no cipher in common, or its key is too short: it supports only unsafe ones.`,
        'Renew its key and its list of ciphers, TLS 1.2 or newer; up-to-date mail clients cannot connect to it either.',
      ],
    ],
    [
      WANTS_A_CERTIFICATE,
      (context) => [
        `The ${serverOf(context)} requires a client certificate, and the probe has none.`,
        OTHER_PORT,
      ],
    ],
    [
      HANDSHAKE_FAILURE,
      (context) => [
        `The ${serverOf(context)} ended the handshake: it requires a client certificate, which the probe does not have, or they have no cipher in common.`,
        OTHER_PORT,
      ],
    ],
  ),
  'starttls-not-offered': (context) =>
    context.detail
      ? [
          `The ${serverOf(context)} offers TLS, but refused to begin it, and the session may not continue unencrypted: most often its certificate or key cannot be read.`,
          `Read its log for this minute; fix certificate, key and their permissions, and reload it. Its TLS port (${allSchemes(true).join(', ')}) may work meanwhile.`,
        ]
      : [
          `TLS is required by the definition, but the ${serverOf(context)} does not offer it here or refused to begin: TLS is off, its certificate did not load, or a device in between strips the offer.`,
          `Turn STARTTLS (POP3: STLS) on at the server, or use its TLS port (${allSchemes(true).join(', ')}). ${settingsOf(context)}.tls: "opportunistic" would go on without it.`,
        ],
  'password-needs-tls': byWords(
    (context) => {
      const { upgrade, secure } = wordsFor(context)
      return [
        `The ${serverOf(context)} does not offer TLS (${upgrade}) now, and the login would send the password where anyone in between can read it: TLS is off there, its certificate did not load, or a device in between removes the offer.`,
        `Turn ${upgrade} on at the server, or write its TLS port: ${secure}… in ${settingsOf(context)}.server.`,
        `If it has no TLS and that network may read the password, write ${settingsOf(context)}.tls: "opportunistic".`,
      ]
    },
    [HAD_TLS_BEFORE, hadTlsBefore],
    [
      TOKEN_WITHOUT_TLS,
      (context) => {
        const { upgrade, secure } = wordsFor(context)
        return [
          `The ${serverOf(context)} does not offer TLS (${upgrade}) now, and an access token is not sent where anyone in between can read it: TLS is off there, its certificate did not load, or a device in between removes the offer.`,
          `Turn ${upgrade} on at the server, or write its TLS port: ${secure}… in ${settingsOf(context)}.server.`,
        ]
      },
    ],
    [
      NO_LOGIN_EITHER,
      (context) => {
        const { upgrade, secure } = wordsFor(context)
        return [
          `The ${serverOf(context)} offers neither TLS (${upgrade}) nor a login: most servers offer the login only under TLS, and TLS is off there or is removed in between.`,
          `Turn ${upgrade} on at the server, or write its TLS port: ${secure}… in ${settingsOf(context)}.server. If mail is accepted without a login, leave out ${settingsOf(context)}.userid and password.`,
        ]
      },
    ],
  ),
} as const satisfies Partial<Record<Reason, Advice>>

function wordsFor(context: AdviceContext) {
  return protocolWords(settingsOf(context) === 'mailbox' ? 'mailbox' : 'smtp', context)
}

function hadTlsBefore(context: AdviceContext): string[] {
  const { upgrade, secure } = wordsFor(context)
  return [
    `This monitor has logged in to the ${serverOf(context)} under TLS before, and TLS (${upgrade}) is not offered or not asked for now: it was turned off there, or someone in between removes the offer to read the login. The login was not sent.`,
    `Check the server, also from another network; its TLS port (${secure}…) is not open to this attack.`,
    `Only if the server has stopped offering TLS for good: npx roundtrip monitors edit ID --allow-clear forgets it, and allows the login to be sent in the clear.`,
  ]
}
