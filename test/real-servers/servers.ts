import { readFileSync } from 'node:fs'

/** Free ports of this machine's loopback addresses, one for each way in that a test needs. */
export const PORT_NAMES = [
  /** Takes mail for its own domain from anybody; STARTTLS if you like. */
  'smtp',
  /** STARTTLS and a login are required; refuses at RCPT in the words of the client's host. */
  'submission',
  /** The same, refusing in the words that Debian's own master.cf leads to: those of the recipient. */
  'submissionOfDebian',
  'smtps',
  /** As `smtp`, and takes logins that do not say the password: CRAM-MD5 and no other. */
  'smtpByCramMd5',
  /** As `smtp`, after a few seconds of greylisting. */
  'greylisting',
  /** As `smtp`, after an hour of it. */
  'greylistingForLong',
  'pop3',
  'pop3s',
  /** No TLS. At 127.0.0.2, where no password is taken in the clear, CRAM-MD5 is the one way in. */
  'pop3ByCramMd5',
  /** No TLS, and no way in but APOP. */
  'pop3ByApop',
  /** Postgrey's own two. */
  'policy',
  'policyForLong',
  /** As `smtp`, where the milter that is to be asked does not run. */
  'smtpWithoutMilter',
  /** As `smtp`, asking a milter that a suite plays. */
  'smtpWithMilter',
  /** The same Dovecot and the same mailboxes as POP3's. */
  'imap',
  'imaps',
  /** Dovecot without locks between sessions: POP3, and IMAP to the same mailboxes, with a folder of all mail. */
  'pop3BesideImap',
  'imapBesidePop3',
  'imapOfRestarted',
  /** No TLS, and no way in but CRAM-MD5, DIGEST-MD5 and SCRAM. */
  'pop3ByChallenge',
  'pop3ByScram',
  'pop3ByDigestMd5',
  /** Dovecot that takes access tokens of either mechanism, and passwords; and one with OAUTHBEARER alone. No TLS. */
  'pop3ByToken',
  'imapByToken',
  'smtpByToken',
  'pop3ByBearer',
  'imapByBearer',
  'smtpByBearer',
  /** Whom both ask about tokens. */
  'tokenIssuer',
  'pop3OfCyrus',
  /** Folders below INBOX, a dot between their names. */
  'imapOfCyrus',
  'imapsOfCyrus',
  /** The same mailboxes with folders beside INBOX, and a slash. */
  'imapOfCyrusWithSlashes',
  'pop3OfCourier',
  /** A Courier of its own for who fills it up. */
  'pop3OfCrowdedCourier',
  'imapOfCourier',
  'imapsOfCourier',
  /** GNU Mailutils. */
  'imapOfMailutils',
  'pop3OfPopa3d',
  'pop3OfSolid',
  /** Sendmail, as Debian configures it. */
  'smtpOfSendmail',
  /** The same without room on the disk, and without its access map. */
  'smtpOfFullSendmail',
  'smtpOfBrokenSendmail',
  'smtpOfHaraka',
  /** Haraka that takes logins, and has nowhere to hand mail on to. */
  'smtpOfLonelyHaraka',
] as const

/** Nothing listens before a suite starts it. */
export const OF_SUITES: readonly (typeof PORT_NAMES)[number][] = ['imapOfRestarted', 'tokenIssuer']

export type Ports = Readonly<Record<(typeof PORT_NAMES)[number], number>>

/** One start of the servers: what the suites must know of it. */
export interface Servers {
  /** Holds the configuration, queue, mail and logs of all servers. */
  directory: string
  ports: Ports
  /** The private CA's certificate, PEM. */
  ca: string
}

/** The one domain that is delivered here. */
export const DOMAIN = 'example.test'
/** What the certificates hold for. */
export const HOST = 'mail.example.test'

/** As they were written by `prepare.ts`; throws when the suite was not started by its script. */
export function runningServers(): Servers {
  const directory = process.env.REAL_SERVERS
  if (!directory) throw new Error('start this suite by test/real-servers/run, which starts the servers')
  return JSON.parse(readFileSync(`${directory}/servers.json`, 'utf8')) as Servers
}
