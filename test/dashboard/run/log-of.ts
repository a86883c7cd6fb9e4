import type { LogLine } from '../../../dashboard/api/answers.ts'

const SIDES = { C: 'client', S: 'server', '-': 'note' } as const

/** A log from lines as `12 smtp.greeting S 220 hello`: ms, where, whose, and what was said. */
export function logOf(text: string): LogLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, at, dialogue, phase, side, said] =
        /^\s*([\d.]+) (smtp|mailbox|run)\.?(\w*) ([CS-]) (.*)$/.exec(line) ?? []
      if (!said) throw new Error(`no line of a log: ${line}`)
      return {
        atMs: Number(at),
        dialogue: dialogue as LogLine['dialogue'],
        phase: phase ?? '',
        side: SIDES[side as keyof typeof SIDES],
        text: said,
      }
    })
}

/** A message that was sent and found at the third look. */
export const DELIVERED = logOf(`
  10 mailbox.connect - connected to 192.0.2.25:110
  20 mailbox.search S +OK 0 messages
  30 smtp.connect - connected to 192.0.2.1:25
  130 smtp.greeting S 220 mail.example.com
  140 smtp.submit C MAIL FROM:<probe@example.com>
  150 smtp.submit C .
  160 smtp.submit S 250 queued as 4F2A91C0043
  165 smtp.submit C QUIT
  900 mailbox.connect - connected to 192.0.2.25:110
  910 mailbox.search S +OK 0 messages
  3950 mailbox.connect - connected to 192.0.2.25:110
  3960 mailbox.search S +OK 1 messages
  3970 mailbox.retrieve C TOP 1 0
  3980 mailbox.retrieve S +OK
  3990 mailbox.delete C DELE 1
`)
