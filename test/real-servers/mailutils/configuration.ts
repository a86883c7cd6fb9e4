/** GNU Mailutils' imap4d with the accounts of its world, whose INBOX lies in /var/mail and all else at home. */
export function imap4dConf(certificate: string, key: string): string {
  return `
mailbox {
  mail-spool /var/mail;
}
auth {
  authentication generic:system;
  authorization system;
}
tls-mode ondemand;
tls {
  ssl-certificate-file ${certificate};
  ssl-key-file ${key};
}
`
}
