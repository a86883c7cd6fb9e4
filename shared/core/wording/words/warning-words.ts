import type { Warning } from '../../run/run.ts'

/** Each warning as the half-sentence that alerts and reports say, no full stop. */
export const WARNING_WORDS: Readonly<Record<Warning, string>> = {
  'not-deleted': 'the test message could not be deleted',
  duplicate: 'the test message arrived more than once',
  'certificate-not-verified': 'an invalid TLS certificate was accepted',
  'password-in-clear': 'a password was sent without TLS, so anyone in between can read it',
  'submit-answer-lost': 'the server did not confirm the message, but delivered it',
  'refusal-waited-out': 'the SMTP server refused temporarily, then accepted',
  'mailbox-waited-for': 'the mailbox was locked or not ready at first',
  'leftovers-swept': 'old test messages were deleted',
  'taken-over': 'the run was interrupted and resumed by another process; the round-trip time includes both',
  'secret-re-read': 'a refused login was repeated with a password that was changed meanwhile',
  'secret-for-any-host': 'a password is stored without a list of allowed hosts',
  'header-removed':
    'a gateway removed the X-Roundtrip header; the message was identified by its id or subject',
  'found-in-junk': 'the test message was in the junk folder',
  'junk-not-looked-into': 'the junk folder could not be looked into',
  'deleted-came-back': 'messages that were deleted are listed again, as the mailbox is set to keep them',
  'recheck-passed': 'an immediate second run passed, so this failure does not count',
}

/** The words of a warning; a later version, which runs elsewhere during an upgrade, may have given one of its own. */
export function warningWords(warning: Warning): string {
  return Object.hasOwn(WARNING_WORDS, warning)
    ? WARNING_WORDS[warning]
    : `a warning that this version does not know: ${warning}`
}
