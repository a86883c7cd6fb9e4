import { synthesize } from '../../cdk/synthesize.ts'

/** What cdk/app.ts does, with mistakes in both files. */
synthesize({
  settings: { memoryMb: 1 },
  monitors: [
    { monitorId: 'Not A Slug', emailAddress: 'nowhere' },
    {
      monitorId: 'second',
      emailAddress: 'a@example.com',
      mailbox: { server: 'pop3s://pop.example.com', userid: 'a', password: 'hunter2' },
      smtp: { server: 'smtps://smtp.example.com' },
    },
  ],
})
