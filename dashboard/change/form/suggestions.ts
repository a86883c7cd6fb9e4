import type { Side } from '../../../shared/core/time/phases.ts'

/** An id made of a name or an address: what an id may hold, and at most 40 characters of it. */
export function idFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
}

/** The id that a person would choose: of the name, else of the address, as `contact-example`. */
export function suggestedId(name: string, address: string): string {
  if (name !== '') return idFrom(name)
  const [local = '', domain = ''] = address.split('@')
  return idFrom(`${local} ${domain.replace(/\.[^.]*$/, '')}`)
}

/** Where the provider's own pages say that these are its servers: by the domain of the address. */
const PROVIDERS: readonly { domains: RegExp; imap: string; pop3?: string; smtp: string }[] = [
  {
    domains: /^(?:gmail|googlemail)\.com$/,
    imap: 'imap.gmail.com',
    pop3: 'pop.gmail.com',
    smtp: 'smtp://smtp.gmail.com:587',
  },
  {
    domains: /^yahoo\.\w+$/,
    imap: 'imap.mail.yahoo.com',
    pop3: 'pop.mail.yahoo.com',
    smtp: 'smtps://smtp.mail.yahoo.com',
  },
  { domains: /^aol\.com$/, imap: 'imap.aol.com', pop3: 'pop.aol.com', smtp: 'smtps://smtp.aol.com' },
  { domains: /^(?:icloud|me|mac)\.com$/, imap: 'imap.mail.me.com', smtp: 'smtp://smtp.mail.me.com:587' },
  {
    domains: /^gmx\.(?:de|net|at|ch)$/,
    imap: 'imap.gmx.net',
    pop3: 'pop.gmx.net',
    smtp: 'smtp://mail.gmx.net:587',
  },
  { domains: /^web\.de$/, imap: 'imap.web.de', pop3: 'pop3.web.de', smtp: 'smtp://smtp.web.de:587' },
  {
    domains: /^fastmail\.com$/,
    imap: 'imap.fastmail.com',
    pop3: 'pop.fastmail.com',
    smtp: 'smtps://smtp.fastmail.com',
  },
]

/** Servers that the domain of an address most often has; the likeliest first. None is asked for it. */
export function suggestedServers(address: string, side: Side): readonly string[] {
  const [, domain] = /^[^@\s]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(address) ?? []
  if (domain === undefined) return []
  const lower = domain.toLowerCase()
  const known = PROVIDERS.find(({ domains }) => domains.test(lower))
  if (known && side === 'smtp') return [known.smtp]
  if (known) return [`imaps://${known.imap}`, ...(known.pop3 === undefined ? [] : [`pop3s://${known.pop3}`])]
  if (side === 'mailbox')
    return [`imaps://imap.${lower}`, `imaps://mail.${lower}`, `pop3s://pop.${lower}`, `pop3s://mail.${lower}`]
  return [`smtp://smtp.${lower}:587`, `smtp://mail.${lower}:587`]
}

/** Whether a mailbox server, as it is written, shows folders. */
export function speaksImap(server: unknown): boolean {
  return typeof server === 'string' && /^\s*imaps?:/i.test(server)
}

/** The host of a server as it is written, as the store of passwords names it; empty: there is none yet. */
export function hostOf(server: unknown): string {
  if (typeof server !== 'string') return ''
  const rest = server.trim().replace(/^[a-z0-9]+:\/\//i, '')
  const [, inBrackets] = /^\[([^\]]*)\]/.exec(rest) ?? []
  return (inBrackets ?? rest.replace(/[:/].*$/, '')).toLowerCase().replace(/\.$/, '')
}
