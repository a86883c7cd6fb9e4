import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'

import { expect, onTestFinished, test } from 'vitest'

import { httpsExchange } from '../../../../shared/adapters/aws/json/https-exchange.ts'
import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'

const TRUSTED = createAuthority()

async function server(authority = TRUSTED) {
  const { cert, key } = issueCertificate({ ipAddresses: ['127.0.0.1'], ca: authority })
  let connections = 0
  const listener = createServer({ cert, key }, (request, response) => {
    void text(request).then((body) => response.end(body))
  })
  listener.on('connection', () => (connections += 1))
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const before = tls.getCACertificates()
  tls.setDefaultCACertificates([...before, TRUSTED.cert])
  const exchange = httpsExchange({ connectionTimeout: 5000, requestTimeout: 5000 })
  onTestFinished(() => {
    tls.setDefaultCACertificates(before)
    exchange.destroy()
    listener.closeAllConnections()
    listener.close()
  })
  const endpoint = new URL(`https://127.0.0.1:${String((listener.address() as AddressInfo).port)}`)
  const say = async (body: string) => text(await exchange.send({ endpoint, headers: {}, body }))
  return { exchange, endpoint, say, listener, connections: () => connections }
}

test('calls go over one connection, one after the other', async () => {
  const { say, connections } = await server()
  expect([await say('one'), await say('two')]).toEqual(['one', 'two'])
  expect(connections()).toBe(1)
})

test('a connection that was opened before is the one that the first call takes', async () => {
  const { exchange, endpoint, listener, say, connections } = await server()
  exchange.open(endpoint)
  await once(listener, 'secureConnection')
  expect([await say('one'), await say('two')]).toEqual(['one', 'two'])
  expect(connections()).toBe(1)
})

test('a connection that was opened before and closed by the server is not used', async () => {
  const { exchange, endpoint, listener, say, connections } = await server()
  exchange.open(endpoint)
  const [socket] = (await once(listener, 'secureConnection')) as [tls.TLSSocket]
  socket.end()
  await once(socket, 'close')
  expect(await say('one')).toBe('one')
  expect(connections()).toBe(2)
})

test('a certificate that nobody vouches for is refused, also on a connection that was opened before', async () => {
  const { exchange, endpoint, say } = await server(createAuthority())
  exchange.open(endpoint)
  await expect(say('one')).rejects.toThrow(/certificate/)
  await expect(say('two')).rejects.toThrow(/certificate/)
})

test('a signal ends a call, and one that has ended before starts none', async () => {
  const { exchange, endpoint } = await server()
  const reason = new Error('enough')
  const aborted = AbortSignal.abort(reason)
  await expect(exchange.send({ endpoint, headers: {}, body: '' }, aborted)).rejects.toBe(reason)
  const controller = new AbortController()
  const sending = exchange.send({ endpoint, headers: {}, body: '' }, controller.signal)
  controller.abort(reason)
  await expect(sending).rejects.toBe(reason)
})
