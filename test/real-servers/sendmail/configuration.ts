import { execFileSync } from 'node:child_process'

/** Debian's own sendmail.mc, at one port, which `start` fills in. */
export function sendmailMc(shipped: string): string {
  return shipped
    .split('\n')
    .filter((line) => !line.startsWith('DAEMON_OPTIONS') || line.includes('Name=MTA-v4'))
    .join('\n')
    .replace('Name=MTA-v4, Port=smtp', 'Name=MTA-v4, Port=@PORT@')
}

/** Whom it refuses by name: those that send from these addresses. */
export function access(): string {
  return 'From:refused@example.test REJECT\nFrom:put-off@example.test ERROR:"450 4.7.1 Not now, please"\n'
}

/** Writes `path`.db, as Sendmail reads it. */
export function makeMap(path: string, text: string): void {
  const command = `${process.env.UNPACKED ?? ''}/usr/libexec/sendmail/makemap`
  execFileSync(command, ['-C', '/dev/null', 'hash', path], { input: text, stdio: 'pipe' })
}
