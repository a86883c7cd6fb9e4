import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'

import { cyrusConf, cyrusFilter, imapdConf } from '../cyrus/configuration.ts'
import { FAMILIES, PASSWORD } from '../mailboxes.ts'
import { imap4dConf } from '../mailutils/configuration.ts'
import { access, makeMap, sendmailMc } from '../sendmail/configuration.ts'
import type { Certificate } from '../../support/servers/certificates.ts'
import { DOMAIN, HOST, type Ports } from '../servers.ts'

/** Users of the servers themselves that Debian's packages would have made. */
const DAEMONS = ['cyrus', 'courier', 'popa3d', 'spop3d', 'smmta', 'smmsp']
/** Of the accounts of this machine; Cyrus has its own. */
const ACCOUNTS = [...FAMILIES.courier, ...FAMILIES.popa3d, ...FAMILIES['solid-pop3d'], ...FAMILIES.mailutils]

/**
 * Writes what `enter` lays over /etc, /run and /var/mail for the unpacked servers: the packages' own
 * configuration with free ports, accounts that only they see, and empty folders. Everybody has the uid and
 * gid of `mail` below `directory`.
 */
export function prepareWorld(directory: string, ports: Ports, certificate: Certificate): void {
  const world = `${directory}/world`
  const { uid, gid } = statSync(`${directory}/mail`)
  const write = (name: string, text: string, mode = 0o644) =>
    writeFileSync(`${world}/${name}`, text, { mode })
  const folder = (name: string) => {
    mkdirSync(`${world}/${name}`, { recursive: true })
    chownSync(`${world}/${name}`, uid, gid)
  }
  for (const name of [
    'etc/mail/m4',
    'etc/mail/smrsh',
    'run/courier/authdaemon',
    'run/cyrus/socket',
    'run/cyrus/proc',
    'run/cyrus/lock',
    'mail',
  ]) {
    folder(name)
  }
  for (const name of ['config', 'spool', 'sieve']) folder(`cyrus/${name}`)
  folder('run/cyrus')

  const line = (name: string, home: string) => `${name}:x:${uid}:${gid}::${home}:/bin/sh\n`
  const hash = hashed(PASSWORD)
  write(
    'etc/passwd',
    readFileSync('/etc/passwd', 'utf8') +
      DAEMONS.map((name) => line(name, `/var/lib/${name}`)).join('') +
      ACCOUNTS.map((name) => line(name, `${directory}/mail/${name}`)).join(''),
  )
  write(
    'etc/shadow',
    readFileSync('/etc/shadow', 'utf8') +
      ACCOUNTS.map((name) => `${name}:${hash}:20000:0:99999:7:::\n`).join(''),
    0o600,
  )
  const unpacked = (name: string) => readFileSync(`${process.env.UNPACKED ?? ''}/${name}`, 'utf8')
  write('etc/imapd.conf', imapdConf(world, unpacked('etc/imapd.conf')))
  write('etc/cyrus.conf', cyrusConf(ports))
  write('cyrus/accounts', FAMILIES.cyrus.join('\n'))
  write('cyrus/password', PASSWORD, 0o600)
  write('cyrus/filter.sieve', cyrusFilter())
  write('certificate.pem', certificate.cert)
  write('key.pem', certificate.key, 0o600)
  // Courier's way.
  write('both.pem', certificate.cert + certificate.key, 0o600)
  for (const name of ['key.pem', 'both.pem']) chownSync(`${world}/${name}`, uid, gid)
  write('imap4d.conf', imap4dConf(`${world}/certificate.pem`, `${world}/key.pem`))
  write('sendmail.mc', sendmailMc(unpacked('usr/share/sendmail/cf/debian/sendmail.mc')))
  // What follows, Debian's package makes when it is configured.
  for (const name of ['m4/dialup.m4', 'm4/provider.m4']) write(`etc/mail/${name}`, '')
  symlinkSync('/usr/libexec/sendmail/mail.local', `${world}/etc/mail/smrsh/mail.local`)
  makeMap(`${world}/etc/mail/aliases`, '@ @\n')
  makeMap(`${world}/etc/mail/access`, access())
  // Sendmail waits a minute where this machine has no full name; and nothing here may depend on a name
  // server.
  write('etc/hosts', `127.0.0.1 localhost\n127.0.0.1 ${HOST} ${hostname()}\n127.0.0.1 ${DOMAIN}\n`)
  write('etc/mail/service.switch', unpacked('etc/mail/service.switch-nodns'))
  write('etc/mail/local-host-names', `${DOMAIN}\n`)
}

/** As crypt(3) does; Perl's is on every Debian. */
function hashed(password: string): string {
  const script = 'print crypt(<STDIN>, q($6$rounds=1000$roundtrip$))'
  return execFileSync('perl', ['-e', script], { input: password, encoding: 'utf8' })
}
