import type { Ports } from '../servers.ts'

/** What Debian's imapd.conf is told besides, or otherwise, for one start. */
const SETTINGS = (world: string): Readonly<Record<string, string>> => ({
  configdirectory: `${world}/cyrus/config`,
  'partition-default': `${world}/cyrus/spool`,
  'partition-news': `${world}/cyrus/spool`,
  sievedir: `${world}/cyrus/sieve`,
  sasl_mech_list: 'PLAIN',
  sasl_sasldb_path: `${world}/cyrus/sasldb2`,
  // A mailbox comes with its first mail or login, and a message that is deleted is gone from the disk.
  autocreate_post: 'yes',
  expunge_mode: 'immediate',
  autocreate_inbox_folders: 'Junk | Trash',
  'xlist-junk': 'Junk',
  'xlist-trash': 'Trash',
  autocreate_sieve_script: `${world}/cyrus/filter.sieve`,
  autocreate_sieve_script_compile: 'yes',
  tls_server_cert: `${world}/certificate.pem`,
  tls_server_key: `${world}/key.pem`,
  // Of the service that is called so below.
  slashes_altnamespace: 'yes',
  slashes_unixhierarchysep: 'yes',
})

/** Debian's own, which has `popminpoll: 1` (CAPA: LOGIN-DELAY 60), with all that it writes below `world`. */
export function imapdConf(world: string, shipped: string): string {
  const settings = SETTINGS(world)
  const kept = shipped.split('\n').filter((line) => settings[line.split(':', 1)[0] ?? ''] === undefined)
  return [...kept, ...Object.entries(settings).map(([name, value]) => `${name}: ${value}`), ''].join('\n')
}

export function cyrusConf(ports: Ports): string {
  return `START {
  idled cmd="idled"
}
SERVICES {
  pop3 cmd="pop3d" listen="127.0.0.1:${ports.pop3OfCyrus}" prefork=0 maxchild=50
  imap cmd="imapd" listen="127.0.0.1:${ports.imapOfCyrus}" prefork=0 maxchild=50
  imaps cmd="imapd -s" listen="127.0.0.1:${ports.imapsOfCyrus}" prefork=0 maxchild=50
  slashes cmd="imapd" listen="127.0.0.1:${ports.imapOfCyrusWithSlashes}" prefork=0 maxchild=50
  lmtpunix cmd="lmtpd" listen="/run/cyrus/socket/lmtp" prefork=0 maxchild=20
}
`
}

/** Each account's own script, which comes with its mailbox: mail for `…-junked` goes into Junk. */
export function cyrusFilter(): string {
  return `require ["envelope", "fileinto"];
if envelope :localpart :matches "to" "*-junked" {
  fileinto "INBOX.Junk";
}
`
}
