import { DENIED, MAILBOXES, PASSWORD } from '../mailboxes.ts'
import { DOMAIN, HOST, type Ports } from '../servers.ts'
import { oauth2Passdb } from './oauth2-passdb.ts'

/** Wrong passwords slow down all later logins from their address, and all tests come from one. */
const NO_PENALTY = `service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`

/**
 * Dovecot with POP3 and IMAP for clients, and LMTP and logins for Postfix, all below `directory`. It listens on two
 * addresses: a client of 127.0.0.1 is as good as encrypted to it there (the addresses are equal), and not at
 * 127.0.0.2.
 */
export function dovecotConf(directory: string, ports: Ports): string {
  return `
protocols = pop3 imap lmtp
listen = 127.0.0.1, 127.0.0.2
base_dir = ${directory}/dovecot-run
state_dir = ${directory}/dovecot-run
log_path = ${directory}/dovecot.log
postmaster_address = postmaster@${DOMAIN}
hostname = ${HOST}

ssl = yes
ssl_cert = <${directory}/certificate.pem
ssl_key = <${directory}/key.pem
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_username_format = %n
pop3_lock_session = yes

passdb {
  driver = passwd-file
  deny = yes
  args = ${directory}/dovecot/denied
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${directory}/dovecot/users
}
userdb {
  driver = passwd-file
  args = ${directory}/dovecot/users
  default_fields = uid=mail gid=mail home=${directory}/mail/%n
}
first_valid_uid = 1
mail_location = maildir:~/Maildir

namespace inbox {
  inbox = yes
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
  mailbox Trash {
    special_use = \\Trash
  }
}

mail_plugins = quota
plugin {
  quota = count:Mailbox
  quota_vsizes = yes
  sieve = file:~/sieve;active=~/.dovecot.sieve
  sieve_before = ${directory}/dovecot/filter.sieve
  sieve_extensions = +editheader
}
protocol lmtp {
  mail_plugins = $mail_plugins sieve
}

service pop3-login {
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
    ssl = yes
  }
}
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service lmtp {
  unix_listener ${directory}/queue/private/dovecot-lmtp {
    mode = 0600
    user = postfix
  }
}
service auth {
  unix_listener ${directory}/queue/private/auth {
    mode = 0600
    user = postfix
  }
}
${NO_PENALTY}`
}

export interface ChallengingDovecot {
  name: string
  /** Of POP3; 0: none. */
  port: number
  mechanisms: string
  /** Default none: no IMAP. */
  imapPort?: number
  /** Shows all mail that is not in the trash in one more folder, as Gmail does. */
  showsAllMail?: true
  /** Asks the issuer about access tokens. */
  takesTokens?: true
}

/** What belongs into the folder that Dovecot's virtual plugin shows, in its file `dovecot-virtual`. */
export const ALL_MAIL = '*\n-Trash\n-virtual/*\n  all\n'

function allMail(directory: string, name: string): string {
  return `
mail_plugins = virtual
namespace inbox {
  inbox = yes
  separator = /
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
}
namespace virtual {
  prefix = virtual/
  separator = /
  location = virtual:${directory}/${name}/virtual:INDEX=~/virtual
  mailbox All {
    special_use = \\All
  }
}
`
}

/**
 * A further Dovecot on the same mailboxes, with other mechanisms: which ones there are, a Dovecot decides
 * once for all its listeners. `name` is that of its folder below `directory`, and of the socket at which
 * Postfix finds it.
 */
export function challengingDovecotConf(
  directory: string,
  { name, port, mechanisms, imapPort, showsAllMail, takesTokens }: ChallengingDovecot,
): string {
  return `
protocols = pop3${imapPort === undefined ? '' : ' imap'}
listen = 127.0.0.1, 127.0.0.2
base_dir = ${directory}/${name}-run
state_dir = ${directory}/${name}-run
instance_name = ${name}
log_path = ${directory}/${name}.log

ssl = no
disable_plaintext_auth = yes
auth_mechanisms = ${mechanisms}
auth_username_format = %n
${takesTokens ? oauth2Passdb(directory) : ''}
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${directory}/dovecot/users
}
userdb {
  driver = passwd-file
  args = ${directory}/dovecot/users
  default_fields = uid=mail gid=mail home=${directory}/mail/%n
}
first_valid_uid = 1
mail_location = maildir:~/Maildir

service pop3-login {
  inet_listener pop3 {
    port = ${port}
  }
  inet_listener pop3s {
    port = 0
  }
}
service imap-login {
  inet_listener imap {
    port = ${imapPort ?? 0}
  }
  inet_listener imaps {
    port = 0
  }
}
service auth {
  unix_listener ${directory}/queue/private/auth-${name} {
    mode = 0600
    user = postfix
  }
}
${NO_PENALTY}${showsAllMail ? allMail(directory, name) : ''}`
}

/** Passwords and extra fields of all accounts (Dovecot's passwd-file). */
export function users(): string {
  return Object.entries(MAILBOXES)
    .map(([name, fields]) => `${name}:{PLAIN}${PASSWORD}::::::${fields}\n`)
    .join('')
}

/**
 * What the mail for all accounts passes: that for `…-junked` is marked as a filter does and put into Junk, that
 * for `…-filed` into a folder of its own.
 */
export function filterSieve(): string {
  return `require ["editheader", "envelope", "fileinto", "mailbox"];
if envelope :localpart :matches "to" "*-junked" {
  addheader "X-Spam-Flag" "YES";
  addheader "X-Spam-Status" "Yes, score=7.3 required=5.0 tests=NO_REPLY_WANTED";
  fileinto :create "Junk";
} elsif envelope :localpart :matches "to" "*-filed" {
  fileinto :create "${FILED}";
}
`
}

/** Where Sieve puts the mail for `…-filed`. */
export const FILED = 'Roundtrip tests'

export function denied(): string {
  return DENIED.map((name) => `${name}\n`).join('')
}
