/** Dialogues of runs that passed, as these servers hold them, for `logFrom`. */
export const POSTFIX_SMTP = `
  smtp.connect:
  - connected to 192.0.2.25:587
  smtp.greeting:
  S 220 mail.example.com ESMTP Postfix (Debian/GNU)
  C EHLO probe.example.net
  S 250-mail.example.com
  S 250-PIPELINING
  S 250-SIZE 10240000
  S 250-STARTTLS
  S 250-ENHANCEDSTATUSCODES
  S 250 CHUNKING
  smtp.tls:
  C STARTTLS
  S 220 2.0.0 Ready to start TLS
  - TLSv1.3 TLS_AES_256_GCM_SHA384; certificate of CN=mail.example.com by CN=R11, days left: 61
  C EHLO probe.example.net
  S 250-mail.example.com
  S 250-PIPELINING
  S 250-AUTH PLAIN LOGIN
  S 250-ENHANCEDSTATUSCODES
  S 250 CHUNKING
  smtp.auth:
  - logging in as probe
  C AUTH PLAIN <secret>
  S 235 2.7.0 Authentication successful
  smtp.submit:
  C MAIL FROM:<probe@example.com>
  S 250 2.1.0 Ok
  C RCPT TO:<probe@example.com>
  S 250 2.1.5 Ok
  C DATA
  S 354 End data with <CR><LF>.<CR><LF>
  C [842 octets]
  C .
  S 250 2.0.0 Ok: queued as 4F2A91C0043
  C QUIT
  S 221 2.0.0 Bye
`

export const EXIM_SMTP = `
  smtp.connect:
  - connected to 192.0.2.25:25
  smtp.greeting:
  S 220 mail.example.com ESMTP Exim 4.96 Mon, 05 Jan 2026 12:00:01 +0000
  C EHLO probe.example.net
  S 250-mail.example.com Hello probe.example.net [198.51.100.7]
  S 250-SIZE 52428800
  S 250-8BITMIME
  S 250-PIPECONNECT
  S 250 HELP
  smtp.submit:
  C MAIL FROM:<probe@example.com>
  S 250 OK
  C RCPT TO:<probe@example.com>
  S 250 Accepted
  C DATA
  S 354 Enter message, ending with "." on a line by itself
  C [842 octets]
  C .
  S 250 OK id=1rT5Xo-0004kd-2F
  C QUIT
  S 221 mail.example.com closing connection
`

export const DOVECOT_POP = `
  mailbox.connect:
  - connected to 192.0.2.25:995
  mailbox.tls:
  - TLSv1.3 TLS_AES_256_GCM_SHA384; certificate of CN=mail.example.com by CN=R11, days left: 61
  mailbox.greeting:
  S +OK Dovecot (Debian) ready. <1a2b.3c4d@mail.example.com>
  C CAPA
  S +OK
  S CAPA
  S TOP
  S UIDL
  S RESP-CODES
  S PIPELINING
  S AUTH-RESP-CODE
  S USER
  S SASL PLAIN LOGIN
  mailbox.auth:
  C USER probe
  S +OK
  C PASS <secret>
  S +OK Logged in.
  mailbox.search:
  C UIDL
  S +OK
  S [1 lines, 22 octets]
  C LIST
  S +OK … messages:
  S [1 lines, 8 octets]
  mailbox.retrieve:
  C TOP 1 0
  S +OK
  S [24 lines, 1801 octets]
  mailbox.delete:
  C DELE 1
  S +OK Marked to be deleted.
  C QUIT
  S +OK Logging out, messages deleted.
`

export const COURIER_POP = `
  mailbox.connect:
  - connected to 192.0.2.25:110
  mailbox.greeting:
  S +OK Hello there.
  C CAPA
  S +OK Here's what I can do:
  S SASL LOGIN CRAM-MD5 PLAIN
  S STLS
  S TOP
  S USER
  S LOGIN-DELAY 10
  S UIDL
  S IMPLEMENTATION Courier Mail Server
  mailbox.auth:
  C AUTH CRAM-MD5
  S + PDEyMzQ1QG1haWw+
  C <secret>
  S +OK logged in.
  mailbox.search:
  C UIDL
  S +OK
  S [0 lines, 0 octets]
  C QUIT
  S +OK Bye-bye.
`

export const DOVECOT_IMAP = `
  mailbox.connect:
  - connected to 192.0.2.110:993
  mailbox.greeting:
  S * OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ AUTH=PLAIN] Dovecot (Debian) ready.
  mailbox.auth:
  C A1 AUTHENTICATE PLAIN <secret>
  S A1 OK Logged in
  C A2 CAPABILITY
  S * CAPABILITY IMAP4rev1 SASL-IR ID ENABLE IDLE UIDPLUS MOVE SPECIAL-USE LITERAL+ QUOTA=RES-STORAGE
  S A2 OK Capability completed (0.001 + 0.000 secs).
  mailbox.search:
  C A3 SELECT "INBOX"
  S * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)
  S * 12 EXISTS
  S * OK [UIDVALIDITY 1700000001] UIDs valid
  S * OK [UIDNEXT 4711] Predicted next UID
  S A3 OK [READ-WRITE] Select completed (0.002 + 0.000 + 0.001 secs).
  - asked 12 times: nothing new
  C A16 UID FETCH 4711:* (UID RFC822.SIZE FLAGS)
  S [1 message]
  S A16 OK Fetch completed (0.001 + 0.000 secs).
  mailbox.retrieve:
  C A17 UID FETCH 4711 (UID BODY.PEEK[HEADER])
  S [1 message, 653 octets]
  S A17 OK Fetch completed (0.001 + 0.000 secs).
`
