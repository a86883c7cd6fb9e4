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
})

/** Debian's own, which has `popminpoll: 1` (CAPA: LOGIN-DELAY 60), with all that it writes below `world`. */
export function imapdConf(world: string, shipped: string): string {
  const settings = SETTINGS(world)
  const kept = shipped.split('\n').filter((line) => settings[line.split(':', 1)[0] ?? ''] === undefined)
  return [...kept, ...Object.entries(settings).map(([name, value]) => `${name}: ${value}`), ''].join('\n')
}

export function cyrusConf(ports: Ports): string {
  return `START {
}
SERVICES {
  pop3 cmd="pop3d" listen="127.0.0.1:${ports.pop3OfCyrus}" prefork=0 maxchild=50
  lmtpunix cmd="lmtpd" listen="/run/cyrus/socket/lmtp" prefork=0 maxchild=20
}
`
}
