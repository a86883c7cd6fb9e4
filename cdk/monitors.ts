import type { MonitorDefinition } from '../shared/core/definition/monitor-definition.ts'

/**
 * Your monitors: what is tested, and where. `npx cdk deploy` writes them into the stack's Monitors table and
 * starts their schedule. A password is only named here; `npx roundtrip secrets set NAME` stores its value.
 */
export const monitors: readonly MonitorDefinition[] = [
  // {
  //   monitorId: 'contact-form',
  //   name: 'Contact form mailbox',
  //   emailAddress: 'roundtrip@example.com', // a mailbox of its own: test messages come and go here
  //   mailbox: {
  //     server: 'pop3s://pop.example.com', // or imaps://imap.example.com
  //     userid: 'roundtrip@example.com',
  //     password: 'ssm:contact-form', // npx roundtrip secrets set contact-form
  //   },
  //   smtp: {
  //     server: 'smtp://smtp.example.com:587',
  //     userid: 'roundtrip@example.com',
  //     password: 'ssm:contact-form',
  //     tls: 'required',
  //   },
  //   intervalMinutes: 10,
  //   timeoutSeconds: 300,
  // },
]
