/** Goes on after the host; of what went wrong only its code is told, and never a message. */
export function whyUnreachable(error: unknown): string {
  const code = codeOf(error)
  if (code === undefined) return 'closed the connection before its answer was whole'
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `cannot be found in DNS (${code})`
    case 'ECONNREFUSED':
      return 'refused the connection (ECONNREFUSED)'
    case 'ECONNRESET':
    case 'EPIPE':
      return `closed the connection before its answer was whole (${code})`
    default:
      return isOfTls(code) ? `has a certificate that is not trusted (${code})` : `cannot be reached (${code})`
  }
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  return code !== undefined && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : undefined
}

function isOfTls(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH/.test(code)
}
