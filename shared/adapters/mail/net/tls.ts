import net from 'node:net'
import tls from 'node:tls'

import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { certificateFault } from '../../../core/run/certificate-words.ts'
import { DAY, type EpochMs } from '../../../core/time/units.ts'
import { errnoOf } from './errno.ts'
import type { Network } from './network.ts'

export interface TlsOptions {
  /** The name or IP address that the certificate must hold for. */
  host: string
  /** False accepts any certificate: `trusted` is then true and only a note tells. */
  verify: boolean
  /** True throws when the certificate does not hold; false lets the caller go on, warned. */
  mustHold: boolean
}

export interface SecuredSocket {
  socket: tls.TLSSocket
  /** False: nothing secret may be said here. */
  trusted: boolean
  /** Why the certificate does not hold: `CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID`. */
  errno?: string
}

/** The server went away, rather than the handshake went wrong. */
const LOST: readonly (string | undefined)[] = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT']

/**
 * Upgrades a connected socket in phase `tls`, checking chain and name. Throws `ProbeError` of kind `tls` (the
 * handshake failed, or the certificate does not hold and must), `connection-lost` or `deadline`; then the
 * socket is destroyed.
 */
export function startTls(
  socket: net.Socket,
  options: TlsOptions,
  dialogue: Dialogue,
  signal: AbortSignal,
  network: Network,
): Promise<SecuredSocket> {
  return dialogue.during('tls', async () => {
    const { side, phase } = dialogue
    const secured = await handshake(socket, options.host, dialogue, signal, network)
    const trusted = secured.authorized || !options.verify
    if (trusted) dialogue.secured()
    dialogue.quote(describe(secured, network.clock.now()))
    if (trusted) {
      if (!secured.authorized)
        dialogue.note(`the certificate ${inWords(whyNot(secured), options.host)}: let pass, as configured`)
      return { socket: secured, trusted: true }
    }
    const errno = whyNot(secured)
    dialogue.note(`the certificate ${inWords(errno, options.host)}`)
    if (!options.mustHold) return { socket: secured, trusted: false, errno }
    secured.destroy()
    throw new ProbeError({ side, phase, kind: 'tls', errno })
  })
}

function handshake(
  socket: net.Socket,
  host: string,
  { side, phase }: Dialogue,
  signal: AbortSignal,
  network: Network,
): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = tls.connect({
      socket,
      // The name is checked against `host`; an IP address is never sent as a server name (RFC 6066 §3).
      host,
      servername: net.isIP(host) ? '' : host,
      // Judged after the handshake: a certificate that does not hold can still be a mere warning.
      rejectUnauthorized: false,
      ...(network.ca && { secureContext: trusting(network.ca) }),
    })
    const settle = () => {
      signal.removeEventListener('abort', onAbort)
      secured.removeListener('close', onClose)
    }
    const fail = (error: ProbeError) => {
      settle()
      secured.destroy()
      socket.destroy()
      reject(error)
    }
    const onAbort = () => fail(new ProbeError({ side, phase, kind: 'deadline' }, signal.reason))
    const onClose = () => fail(new ProbeError({ side, phase, kind: 'connection-lost' }))
    // Stays for the life of the socket, as in `dial`.
    secured.on('error', (cause) => {
      const errno = errnoOf(cause)
      const kind = LOST.includes(errno) ? 'connection-lost' : 'tls'
      fail(new ProbeError({ side, phase, kind, ...(errno !== undefined && { errno }) }, cause))
    })
    secured.once('close', onClose)
    secured.once('secureConnect', () => {
      settle()
      resolve(secured)
    })
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}

const contexts = new WeakMap<readonly string[], tls.SecureContext>()

/** Trusts these besides what Node trusts. Made once for a list: reading some 150 certificates takes 20 ms. */
function trusting(ca: readonly string[]): tls.SecureContext {
  const context =
    contexts.get(ca) ?? tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...ca] })
  contexts.set(ca, context)
  return context
}

/** Node keeps the code of what is wrong with the certificate here, though its type says `Error`. */
function whyNot(secured: tls.TLSSocket): string {
  const wrong: unknown = secured.authorizationError
  return typeof wrong === 'string' ? wrong : (errnoOf(wrong) ?? 'CERT_NOT_TRUSTED')
}

function inWords(errno: string, host: string): string {
  return certificateFault(errno, host) ?? `does not hold (${errno})`
}

/** Protocol, cipher and the certificate's days, as one line for the log. */
function describe(secured: tls.TLSSocket, now: EpochMs): string {
  const { subject, issuer, validTo } = secured.getPeerX509Certificate() ?? {}
  const daysLeft = Math.trunc((Date.parse(validTo ?? '') - now) / DAY)
  const oneLine = (names: string | undefined) => names?.replaceAll('\n', ', ') ?? 'nobody'
  const protocol = `${secured.getProtocol() ?? 'TLS'} ${secured.getCipher().name}`
  return `${protocol}; certificate of ${oneLine(subject)} by ${oneLine(issuer)}, days left: ${daysLeft}`
}
