import { redactHeard } from '../../core/redaction/heard.ts'
import { sentSecrets } from '../../core/redaction/sent-secrets.ts'
import { knownWords } from '../../core/redaction/vocabulary.ts'

/** What is secret in the form that is posted. */
const SECRET_FIELDS = [
  'client_secret',
  'client_assertion',
  'assertion',
  'refresh_token',
  'code',
  'code_verifier',
  'device_code',
]

/** The first and last line of a PEM file, and the breaks between the others. */
const PEM_FRAME = /-----[^-]+-----|\s/g

/**
 * Notes what is posted, and hides every part and spelling of its secrets in what is heard after; so it does of the
 * key, PEM, of which only signatures are posted: whoever issued it may know it.
 */
export function hidingWhatWasSent(key?: string) {
  // As one text: of a long one parts of four characters count for nothing, and of each of its lines they would.
  const posted = key === undefined ? [] : [key.replace(PEM_FRAME, '')]
  return {
    noted(form: URLSearchParams): void {
      for (const name of SECRET_FIELDS) {
        const value = form.get(name)
        if (value !== null) posted.push(value)
      }
    },
    hide(text: string): string {
      const sent = sentSecrets()
      for (const secret of posted) sent.add(secret, secret)
      return redactHeard([text], { sent, known: knownWords(), onlyKnown: false }).join(' ')
    },
  }
}
