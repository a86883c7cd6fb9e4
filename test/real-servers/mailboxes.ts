/** Of every account here, at either server. Holds what is special in AUTH PLAIN, in URLs and in base64. */
export const PASSWORD = 'Weg & Steg + 7 Bruecken'

/**
 * Every mailbox belongs to one test, so that tests may run at once. What stands beside the name is what
 * Dovecot is told of the account besides the password (its "extra fields"). Each begins with a letter from a
 * stranger in it; see `mail-on-disk.ts`.
 */
export const MAILBOXES = {
  relayed: '',
  submitted: '',
  'submitted-over-tls': '',
  'not-logged-in': '',
  'not-logged-in-either': '',
  'not-encrypted': '',
  'not-offered': '',
  'wrong-smtp-password': '',
  'unknown-recipient': '',
  'untrusted-login': '',
  'untrusted-relay': '',
  greylisted: '',
  'greylisted-for-long': '',
  'pop3-plain': '',
  'pop3-stls': '',
  'pop3-over-tls': '',
  'plaintext-refused': '',
  'plaintext-refused-stls': '',
  'held-for-a-while': '',
  'held-for-long': '',
  'wrong-mailbox-password': '',
  'login-forbidden': 'nologin',
  denied: '',
  'untrusted-stls': '',
  'untrusted-pop3s': '',
  'wrong-name-stls': '',
  'wrong-name-pop3s': '',
  'submitted-by-cram-md5': '',
  'submitted-by-cram-md5-over-tls': '',
  'wrong-smtp-cram-md5': '',
  'fetched-by-cram-md5': '',
  'wrong-mailbox-cram-md5': '',
  'fetched-by-apop': '',
  'wrong-apop': '',
  'measured-plain': '',
  'measured-upgraded': '',
  'measured-over-tls': '',
  /** The letter alone is more than it may hold. */
  full: 'userdb_quota_rule=*:bytes=100',
  /** Where the mail to the full one is sent from, and looked for. */
  bounces: '',
  /** Holds as many letters as it may; until one is taken out, mail for it has to wait. */
  late: 'userdb_quota_rule=*:messages=2 userdb_quota_full_tempfail=yes',
  'milter-gone': '',
  'milter-gone-at-rcpt': '',
  'milter-gone-at-the-dot': '',
  'sent-by-haraka': '',
  'haraka-unknown': '',
  'haraka-login': '',
  'haraka-lonely': '',
  expunged: '',
  'many-mechanisms': '',
  'scram-alone': '',
  'digest-alone': '',
  alerted: '',
  'token-pop3': '',
  'token-imap': '',
  'token-smtp': '',
  'bearer-pop3': '',
  'bearer-imap': '',
  'bearer-smtp': '',
  'token-revoked-pop3': '',
  'token-revoked-imap': '',
  'token-revoked-smtp': '',
  'token-refused-pop3': '',
  'token-refused-imap': '',
  'bearer-refused-imap': '',
  'token-refused-smtp': '',
  'token-of-another': '',
  'imap-plain': '',
  'imap-upgraded': '',
  'imap-over-tls': '',
  'imap-mbox': 'userdb_mail=mbox:~/mail:INBOX=~/inbox',
  'imap-sdbox': 'userdb_mail=sdbox:~/sdbox',
  'imap-mdbox': 'userdb_mail=mdbox:~/mdbox',
  'imap-full': 'userdb_quota_rule=*:bytes=100',
  'imap-filed': '',
  'imap-no-folder': '',
  'imap-junked': '',
  'imap-good-junked': '',
  'imap-unseen-junked': '',
  'pop3-beside-junked': '',
  'imap-plaintext-refused': '',
  'imap-wrong-password': '',
  'imap-login-forbidden': 'nologin',
  'imap-untrusted': '',
  'imap-crowded': '',
  'imap-crowded-for-long': '',
  'imap-soon': '',
  'imap-late': '',
  'imap-restarted': '',
  'imap-expunged': '',
  'imap-kept-in-all': '',
  'imap-shared': '',
  'imap-measured': '',
  'lag-1': '',
  'lag-2': '',
  'lag-3': '',
  'lag-4': '',
} as const satisfies Record<string, string>

/** The accounts of the other families, whose mailboxes lie where each family has them. */
export const FAMILIES = {
  cyrus: [
    'cyrus-relayed',
    'cyrus-delayed',
    'cyrus-waited-for',
    'cyrus-impatient',
    'cyrus-imap',
    'cyrus-imaps',
    'cyrus-slashes',
    'cyrus-empty',
    'cyrus-junked',
  ],
  courier: [
    'courier-relayed',
    'courier-crowded',
    'courier-imap',
    'courier-imaps',
    'courier-empty',
    'courier-junked',
  ],
  mailutils: ['mailutils-imap', 'mailutils-empty'],
  popa3d: ['popa3d-relayed', 'popa3d-changed', 'sent-by-sendmail', 'sendmail-refuses'],
  'solid-pop3d': ['solid-relayed', 'solid-twins', 'solid-changed'],
} as const

export type Family = keyof typeof FAMILIES
export type MailboxName = keyof typeof MAILBOXES | (typeof FAMILIES)[Family][number]

const FAMILY_OF: ReadonlyMap<string, Family> = new Map(
  Object.entries(FAMILIES).flatMap(([family, names]) =>
    names.map((name) => [name, family as Family] as const),
  ),
)

export const MAILBOX_NAMES = [...Object.keys(MAILBOXES), ...FAMILY_OF.keys()] as readonly MailboxName[]

/** Absent: Dovecot's. */
export function familyOf(name: MailboxName): Family | undefined {
  return FAMILY_OF.get(name)
}

/** Whether its mail lies in one file of /var/mail, where Postfix puts it. */
export function isMbox(name: MailboxName): boolean {
  const family = familyOf(name)
  return family === 'popa3d' || family === 'solid-pop3d' || family === 'mailutils'
}

/** Whether Dovecot keeps its mail otherwise than in a Maildir. */
export function isOtherwiseKept(name: MailboxName): boolean {
  return name in MAILBOXES && MAILBOXES[name as keyof typeof MAILBOXES].startsWith('userdb_mail=')
}

/** Accounts that a deny list of Dovecot's shuts out. */
export const DENIED: readonly MailboxName[] = ['denied']
