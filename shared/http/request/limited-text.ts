import { Problem } from '../problem.ts'

const MAX_BODY_OCTETS = 64 * 1024

/**
 * The body's text; throws `Problem` before more than `maxOctets` of it are read (default 64 KB). Hono's own
 * limit makes a second request of the first, which only works where the server replaces the global `Request`.
 */
export async function limitedText({ headers, body }: Request, maxOctets = MAX_BODY_OCTETS): Promise<string> {
  if (Number(headers.get('content-length')) > maxOctets) throw tooLarge(maxOctets)
  const decoder = new TextDecoder()
  let text = ''
  let octets = 0
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    octets += chunk.length
    if (octets > maxOctets) throw tooLarge(maxOctets)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function tooLarge(maxOctets: number): Problem {
  return new Problem('body-too-large', { detail: `expected at most ${maxOctets} octets` })
}
