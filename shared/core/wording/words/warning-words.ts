import type { Warning } from '../../run/run.ts'

/** Each warning as the half-sentence that alerts and reports say, no full stop. */
export const WARNING_WORDS: Readonly<Record<Warning, string>> = {
  'not-deleted': 'the test message could not be deleted',
  duplicate: 'the test message arrived more than once',
  'certificate-not-verified': 'a TLS certificate that does not hold was put up with',
  'password-in-clear': 'a password was sent without TLS, so anyone in between can read it',
  'submit-answer-lost': 'the answer to the message was lost, though it was delivered',
  'refusal-waited-out': 'a passing refusal of the SMTP server was waited out',
  'mailbox-waited-for': 'the mailbox was locked or not ready and was waited for',
  'leftovers-swept': 'old test messages were deleted',
  'taken-over':
    'the run was taken over from an interrupted process: a round-trip time was taken across the two',
  'secret-re-read': 'a refused login was tried once more with the password that was stored meanwhile',
  'secret-for-any-host': 'a password is stored without the hosts that it may be sent to',
  'header-removed': 'a gateway took the X-Roundtrip header away; the message was known by its id or subject',
  'recheck-passed': 'a second run, made at once, passed, so that this failure counts as none',
}
