/**
 * Every writing of a secret that a log could show: as it is, escaped, and in base64 wherever it stands in
 * what was encoded.
 */
export function writingsOf(secret: string): string[] {
  const octets = Buffer.from(secret, 'utf8')
  const plain = [secret, secret.trim(), octets.toString('latin1'), encodeURIComponent(secret)]
  const inBase64 = [0, 1, 2].map((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), octets]).toString('base64')
    // Only the digits that hold nothing but the secret.
    return digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + octets.length) * 8) / 6))
  })
  return [...plain, ...plain.map((text) => JSON.stringify(text).slice(1, -1)), ...inBase64]
}
