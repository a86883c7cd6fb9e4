import { encode, wrap } from 'nodemailer/lib/qp'

import type { AlertMessage } from './alert-message.ts'
import type { EpochMs } from '../time/units.ts'

export interface MailHead {
  from: string
  to: string
  sentAt: EpochMs
}

/**
 * An alert as an email: RFC 5322 text, all ASCII, lines with CRLF ends; its text is UTF-8 in quoted-printable
 * (RFC 2045 §6.7). The Message-ID follows from the alert, so that one which is sent twice can be told from two.
 * It asks not to be answered (RFC 3834 §5, and Exchange's own header).
 */
export function alertMail(
  { alertId, subject, text }: Pick<AlertMessage, 'alertId' | 'subject' | 'text'>,
  { from, to, sentAt }: MailHead,
): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${new Date(sentAt).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${alertId}.alert@${from.slice(from.lastIndexOf('@') + 1)}>`,
    `X-Roundtrip-Alert: ${alertId}`,
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    wrap(encode(text.replace(/\r?\n/g, '\r\n'))),
    '',
  ].join('\r\n')
}
