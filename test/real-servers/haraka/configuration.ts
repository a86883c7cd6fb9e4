import { cpSync, writeFileSync } from 'node:fs'

import { PASSWORD } from '../mailboxes.ts'
import { DOMAIN, HOST, type Ports } from '../servers.ts'

/**
 * Two Harakas, as they ship but for what follows, below `directory`: one hands on to Postfix; the other takes
 * logins, and what it should hand on to is not there.
 */
export function prepareHaraka(directory: string, ports: Ports): void {
  lay(`${directory}/haraka`, {
    'smtp.ini': `listen=127.0.0.1:${ports.smtpOfHaraka}\n`,
    plugins: 'rcpt_to.in_host_list\nqueue/smtp_forward\n',
    'smtp_forward.ini': `host=127.0.0.1\nport=${ports.smtp}\n`,
    host_list: `${DOMAIN}\n`,
  })
  lay(`${directory}/lonely-haraka`, {
    'smtp.ini': `listen=127.0.0.1:${ports.smtpOfLonelyHaraka}\n`,
    plugins: 'auth/flat_file\nrcpt_to.in_host_list\nqueue/smtp_forward\n',
    'auth_flat_file.ini': `[core]\nmethods=PLAIN,LOGIN\nconstrain_sender=false\n[users]\nsomebody=${PASSWORD}\n`,
    'smtp_forward.ini': 'host=127.0.0.1\nport=1\n',
    // As it ships: 30 s.
    plugin_timeout: '1\n',
    host_list: `${DOMAIN}\n`,
  })
}

function lay(folder: string, files: Readonly<Record<string, string>>): void {
  cpSync(`${process.env.HARAKA ?? ''}/node_modules/Haraka/config`, `${folder}/config`, { recursive: true })
  for (const [name, text] of Object.entries({ ...files, me: `${HOST}\n` })) {
    writeFileSync(`${folder}/config/${name}`, text)
  }
}
