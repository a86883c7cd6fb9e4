import type { TrialNow } from '../../api/answers.ts'
import { type Draft, pathOf, valueAt } from '../form/draft.ts'

type Result = NonNullable<TrialNow['result']>

interface Failed extends Pick<Result, 'outcome' | 'phase' | 'detail'> {
  reason?: string | undefined
}

/** The field that a failed try is about, as `smtp.server`; `undefined`: none, but the way between both servers. */
export function failedField(
  { reason = '', phase = '', outcome, detail = '' }: Failed,
  tried: Draft,
): string | undefined {
  if (outcome === 'delivered') return undefined
  if (/^(secret|grant|token)-/.test(reason)) return loginField(sideOfSecret(detail, tried), tried)
  if (reason === 'mailbox-not-granted') return 'mailbox.userid'
  if (reason === 'smtp-auth-disabled') return 'smtp.userid'
  if (reason.startsWith('recipient-')) return 'emailAddress'
  // The other senders are Amazon SES, of which the form has no field.
  if (reason === 'sender-rejected' || reason === 'sender-deferred') return 'smtp.from'
  if (reason === 'client-name-refused') return 'smtp.heloName'
  if (reason === 'mailbox-folder-not-found') return 'mailbox.folder'
  if (reason === 'message-junked') return undefined
  const [side = '', part = ''] = phase.split('.')
  if (side !== 'smtp' && side !== 'mailbox') return undefined
  return part === 'auth' || /auth|login/.test(reason) ? loginField(side, tried) : `${side}.server`
}

/** The password, or the grant, of this side. */
function loginField(side: 'smtp' | 'mailbox', tried: Draft): string {
  return `${side}.${valueAt(tried, [side, 'grant']) === undefined ? 'password' : 'grant'}`
}

/** The detail names the password or the grant; where both sides have the same, it is the mailbox's. */
function sideOfSecret(detail: string, tried: Draft): 'smtp' | 'mailbox' {
  const isNamed = (side: 'smtp' | 'mailbox') => {
    const [, name = ''] = /:(.+)$/.exec(String(valueAt(tried, pathOf(loginField(side, tried))))) ?? []
    return name !== '' && detail.includes(name)
  }
  const ofSender = /\bsmtp\.server is/.test(detail) || isNamed('smtp')
  return ofSender && !isNamed('mailbox') ? 'smtp' : 'mailbox'
}
