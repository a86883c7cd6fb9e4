import net from 'node:net'

import nodemailer from 'nodemailer'

import type { EpochMs, Millis } from '../../shared/core/time/units.ts'
import { scriptedServer } from '../support/servers/scripted-server.ts'
import { smtpPlay } from '../support/servers/smtp-play.ts'
import { HOST, runningServers } from './servers.ts'

const { directory, ports } = runningServers()

/** An SMTP server that takes mail at once and hands it on later. */
export interface LateMail extends AsyncDisposable {
  /** As a definition names it. */
  server: string
  /** When the last message to this address was handed on. */
  handedAt(address: string): EpochMs | undefined
}

type Way = { host: string; port: number } | { lmtp: true; connection: net.Socket }

/** To whoever has the mailbox. */
export const TO_POSTFIX = (): Way => ({ host: '127.0.0.1', port: ports.smtp })
/** Straight into the mailbox. */
export const TO_DOVECOT = (): Way => ({
  lmtp: true,
  connection: net.connect({ path: `${directory}/queue/private/dovecot-lmtp` }),
})

export async function lateMail(delayOf: (address: string) => Millis, way: () => Way): Promise<LateMail> {
  const handed = new Map<string, EpochMs>()
  const failures: unknown[] = []
  async function handOn(raw: string, address: string): Promise<void> {
    handed.set(address, Date.now())
    const options = { name: '[127.0.0.1]', ignoreTLS: true, ...way() }
    await nodemailer.createTransport(options).sendMail({ envelope: { from: address, to: address }, raw })
  }
  function take(message: string): void {
    const [, address = ''] = /^To: (.*)\r$/m.exec(message) ?? []
    setTimeout(() => {
      handOn(message, address).catch((error: unknown) => failures.push(error))
    }, delayOf(address))
  }
  const server = await scriptedServer(smtpPlay({ take }))
  return {
    server: `smtp://${HOST}:${server.port}`,
    handedAt: (address) => handed.get(address),
    async [Symbol.asyncDispose]() {
      await server.close()
      if (failures.length > 0) throw new AggregateError(failures, 'mail that was not handed on')
    },
  }
}
