import { expect, test } from 'vitest'

import { redactor } from '../../../shared/core/redaction/redact.ts'
import { knownWords } from '../../../shared/core/redaction/vocabulary.ts'

const GUESSES = ['hunter2', 'Tr0ub4dor&3', 'correct-horse battery/staple', 'x=aHVudGVyMg==', 'P@ss.w0rd!']

/** Our line with a user name that holds every guess, in a run whose password is this. */
function line(password: string, userid: string): string {
  const known = knownWords()
  known.add(userid)
  const redact = redactor(known)
  redact.hide(password)
  return redact.apply(`USER ${userid}`)
}

test.each([...GUESSES, 'none of them'])(
  'a user name of guesses is shown whole where the password is %s',
  (password) => {
    const userid = GUESSES.join(' ')
    expect(line(password, userid)).toBe(`USER ${userid}`)
  },
)

test('a password beside a user name that is a part of it is hidden', () => {
  const known = knownWords()
  known.add('bob@example.test')
  const redact = redactor(known)
  redact.hide('bob@example.test!7')
  expect(redact.apply('I said bob@example.test!7 for bob@example.test')).toBe(
    'I said <secret> for bob@example.test',
  )
})
