import { once } from 'node:events'
import { type AddressInfo, type Socket, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { APP_WITH_SECRET } from '../../../support/grants/written-grants.ts'
import { says } from '../../says.ts'

async function server(talk: (socket: Socket) => void) {
  const one = createServer((socket) => talk(socket.on('error', () => undefined))).listen(0, '127.0.0.1')
  await once(one, 'listening')
  onTestFinished(() => void one.close())
  return (one.address() as AddressInfo).port
}
test('a grant in --password-env is said to nobody', async () => {
  let heard = ''
  const pop = await server((socket) => {
    socket.write('+OK hi\r\n')
    socket.on('data', (octets) => {
      heard += String(octets)
      const said = String(octets)
      socket.write(
        said.startsWith('CAPA')
          ? '+OK\r\nUSER\r\nUIDL\r\nTOP\r\n.\r\n'
          : said.startsWith('PASS')
            ? '-ERR no\r\n'
            : '+OK\r\n',
      )
    })
  })
  const smtp = await server((socket) => {
    socket.write('220 hi ESMTP\r\n')
    socket.on('data', () => socket.write('250 ok\r\n'))
  })
  const servers = [
    '--mailbox',
    `pop3://127.0.0.1:${pop}`,
    '--smtp',
    `smtp://127.0.0.1:${smtp}`,
    '--allow-clear',
  ]
  await says(['check', '--email', 'p@example.com', ...servers, '--userid', 'p', '--password-env', 'G'], {
    env: { G: JSON.stringify(APP_WITH_SECRET) },
  })
  expect(heard).not.toContain(APP_WITH_SECRET.clientSecret)
})
