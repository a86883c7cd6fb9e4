export function mailSight(_name: string): Promise<string | undefined> {
  return Promise.resolve('mailbox-login-refused: to do')
}
