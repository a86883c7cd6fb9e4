import type { Hearing } from '../../core/redaction/heard.ts'
import { type SentSecrets, sentSecrets } from '../../core/redaction/sent-secrets.ts'
import { utf8Of } from '../../core/redaction/secret-spellings.ts'
import type { KnownWords } from '../../core/redaction/vocabulary.ts'
import type { PhaseName, Side } from '../../core/time/phases.ts'

/** The secrets of one run, and which of them the servers of each side were sent. */
export interface RunSecrets {
  /** May be said from now on. */
  hide(secret: string): void
  /** Whether `say` would tell this side something that it was not told yet. */
  isNews(side: Side, sent: string, isSecured: boolean): boolean
  /** This went over the wire: as it is or in base64, with or without something around a secret. */
  say(side: Side, sent: string, isSecured: boolean): void
  /** Whether any secret was sent to this side. */
  isTold(side: Side): boolean
  /** By what its words are to be redacted in this phase, under TLS or not. */
  hearing(side: Side, phase: PhaseName, isSecured: boolean): Hearing
}

/** Where nothing but known words of a server is shown. */
export function isLogin(phase: PhaseName): boolean {
  return phase === 'auth'
}

export function runSecrets(known: KnownWords): RunSecrets {
  const hidden = new Set<string>()
  const sent: Record<Side, SentSecrets> = { smtp: sentSecrets(), mailbox: sentSecrets() }
  /** What of it anybody between has heard too. */
  const inClear: Record<Side, SentSecrets> = { smtp: sentSecrets(), mailbox: sentSecrets() }
  const underTls = { smtp: false, mailbox: false }

  const heldBy = (line: string) => [...hidden].filter((secret) => holds(line, secret))
  const told = (side: Side, isSecured: boolean) => (isSecured ? [sent[side]] : [sent[side], inClear[side]])

  return {
    hide(secret) {
      if (secret !== '') hidden.add(secret)
    },
    isNews: (side, line, isSecured) =>
      heldBy(line).some((secret) => told(side, isSecured).some((known) => known.isNew(secret, line))),
    say(side, line, isSecured) {
      const secrets = heldBy(line)
      for (const secret of secrets) for (const known of told(side, isSecured)) known.add(secret, line)
      underTls[side] ||= isSecured && secrets.length > 0
    },
    isTold: (side) => !sent[side].isEmpty,
    hearing(side, phase, isSecured) {
      if (isSecured) return { sent: sent[side], known, onlyKnown: isLogin(phase) }
      return { sent: inClear[side], known, onlyKnown: underTls[side] ? 'strictly' : isLogin(phase) }
    },
  }
}

function holds(line: string, secret: string): boolean {
  return line.includes(secret) || octetsIn(line).includes(utf8Of(secret))
}

/** What base64 decodes to, one character an octet; empty where it is none. */
function octetsIn(line: string): string {
  try {
    return atob(line)
  } catch {
    return ''
  }
}
