import { type MailboxName, familyOf, isMbox } from '../mailboxes.ts'
import { DOMAIN, HOST, type Ports } from '../servers.ts'

/** Logins are Dovecot's business, and only over TLS, as Debian's own comments in master.cf have it. */
const SUBMISSION = ['smtpd_sasl_auth_enable=yes', 'smtpd_tls_auth_only=yes']
const ONLY_STARTTLS = 'smtpd_tls_security_level=encrypt'
/** The same rule at two places: Postfix checks both at RCPT, and names what the place is called after. */
const REFUSE_CLIENT = 'smtpd_client_restrictions=permit_sasl_authenticated,reject'
const REFUSE_RECIPIENT = 'smtpd_recipient_restrictions=permit_sasl_authenticated,reject'
/** Logins by another Dovecot, with TLS or without, and only those that do not say the password. */
const BY_CRAM_MD5 = [
  'smtpd_sasl_auth_enable=yes',
  'smtpd_sasl_path=private/auth-cram-md5',
  'smtpd_sasl_security_options=noanonymous,noplaintext',
  REFUSE_CLIENT,
]
/** By a Dovecot that takes access tokens. */
const byTokens = (name: string) => [
  'smtpd_sasl_auth_enable=yes',
  `smtpd_sasl_path=private/auth-${name}`,
  REFUSE_CLIENT,
]

/** Nothing listens at the first; at the second a suite does, for one test. */
const NO_MILTER = 'smtpd_milters=inet:127.0.0.1:1'
const milter = (directory: string) => `smtpd_milters=unix:${milterSocket(directory)}`

export function milterSocket(directory: string): string {
  return `${directory}/milter`
}

/**
 * Postfix as a relay for one domain of virtual mailboxes, with all that it writes below `directory`. `owner`
 * is that of all mail that it lays down itself.
 */
export function mainCf(directory: string, owner: { uid: number; gid: number }): string {
  return lines(
    'compatibility_level = 3.6',
    `queue_directory = ${directory}/queue`,
    `data_directory = ${directory}/postfix-data`,
    'command_directory = /usr/sbin',
    'daemon_directory = /usr/lib/postfix/sbin',
    `maillog_file = ${directory}/postfix.log`,
    `maillog_file_prefixes = ${directory}`,
    `myhostname = ${HOST}`,
    'mydestination =',
    'mynetworks =',
    'alias_maps =',
    'alias_database =',
    'inet_interfaces = loopback-only',
    'inet_protocols = ipv4',
    // Nothing here may depend on a name server.
    'smtpd_peername_lookup = no',
    'smtp_dns_support_level = disabled',
    `virtual_mailbox_domains = ${DOMAIN}`,
    `virtual_mailbox_maps = texthash:${directory}/postfix/mailboxes`,
    'virtual_transport = lmtp:unix:private/dovecot-lmtp',
    `transport_maps = texthash:${directory}/postfix/transports`,
    `virtual_mailbox_base = ${directory}`,
    'virtual_minimum_uid = 1',
    `virtual_uid_maps = static:${owner.uid}`,
    `virtual_gid_maps = static:${owner.gid}`,
    'smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination',
    `smtpd_tls_chain_files = ${directory}/key.pem, ${directory}/certificate.pem`,
    'smtpd_tls_security_level = may',
    'smtpd_sasl_type = dovecot',
    'smtpd_sasl_path = private/auth',
  )
}

export function masterCf(directory: string, ports: Ports): string {
  const policy = (port: number) => `smtpd_recipient_restrictions=check_policy_service,inet:127.0.0.1:${port}`
  return lines(
    ...smtpd(ports.smtp),
    ...smtpd(ports.submission, ...SUBMISSION, ONLY_STARTTLS, REFUSE_CLIENT),
    ...smtpd(ports.submissionOfDebian, ...SUBMISSION, ONLY_STARTTLS, REFUSE_RECIPIENT),
    ...smtpd(ports.smtps, ...SUBMISSION, 'smtpd_tls_wrappermode=yes', REFUSE_CLIENT),
    ...smtpd(ports.smtpByCramMd5, ...BY_CRAM_MD5),
    ...smtpd(ports.smtpByToken, ...byTokens('oauth2')),
    ...smtpd(ports.smtpByBearer, ...byTokens('bearer')),
    ...smtpd(ports.greylisting, policy(ports.policy)),
    ...smtpd(ports.greylistingForLong, policy(ports.policyForLong)),
    ...smtpd(ports.smtpWithoutMilter, NO_MILTER),
    ...smtpd(ports.smtpWithMilter, milter(directory)),
    'cleanup    unix       n - n -     0 cleanup',
    'qmgr       unix       n - n 300   1 qmgr',
    'tlsmgr     unix       - - n 1000? 1 tlsmgr',
    'rewrite    unix       - - n -     - trivial-rewrite',
    'bounce     unix       - - n -     0 bounce',
    'defer      unix       - - n -     0 bounce',
    'trace      unix       - - n -     0 bounce',
    'proxymap   unix       - - n -     - proxymap',
    'error      unix       - - n -     - error',
    'retry      unix       - - n -     - error',
    'discard    unix       - - n -     - discard',
    'lmtp       unix       - - n -     - lmtp',
    'virtual    unix       - n n -     - virtual',
    'anvil      unix       - - n -     1 anvil',
    'scache     unix       - - n -     1 scache',
    'postlog    unix-dgram n - n -     1 postlogd',
    // Served, though nothing uses them: other services ask whether they are there.
    'flush      unix       n - n 1000? 0 flush',
    'showq      unix       n - n -     - showq',
    'verify     unix       - - n -     1 verify',
    'pickup     unix       n - n 60    1 pickup',
  )
}

/**
 * A line of the map of known recipients for each mailbox: where it lies, for those that Postfix lays down
 * itself.
 */
export function recipients(mailboxes: readonly MailboxName[]): string {
  return lines(
    ...mailboxes.map((name) => {
      const maildir = `mail/${name}/Maildir/${name === 'courier-junked' ? '.Junk/' : ''}`
      return `${name}@${DOMAIN} ${isMbox(name) ? `world/mail/${name}` : maildir}`
    }),
  )
}

/** How mail gets to mailboxes that are not Dovecot's. */
export function transports(directory: string, mailboxes: readonly MailboxName[]): string {
  const cyrus = `lmtp:unix:${directory}/world/run/cyrus/socket/lmtp`
  return lines(
    ...mailboxes
      .filter(familyOf)
      .map((name) => `${name}@${DOMAIN} ${familyOf(name) === 'cyrus' ? cyrus : 'virtual:'}`),
  )
}

function smtpd(port: number, ...settings: string[]): string[] {
  return [`127.0.0.1:${port} inet n - n - - smtpd`, ...settings.map((setting) => `  -o ${setting}`)]
}

function lines(...text: string[]): string {
  return text.map((line) => `${line}\n`).join('')
}
