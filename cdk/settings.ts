import type { Settings } from './settings/settings-shape.ts'

/** Your settings. Everything has a default that works; `settings-shape.ts` says what there is. */
export const settings: Settings = {
  stackName: 'Roundtrip',
  topics: {
    // What monitors find: mail that fails, and that it works again.
    alerts: {
      email: [], // 'postmaster@example.com'
      sms: [], // '+15551230100'
    },
    // What goes wrong with Roundtrip itself.
    operations: {
      email: [],
    },
  },
}
