import { closing, dripping, flooding, saying, silent } from '../../../support/servers/server-acts.ts'
import { type Fault, SASL } from './pop3-fault.ts'
import { PASSWORD } from './pop3-visit.ts'

export const refusals: Fault[] = [
  {
    what: 'a refusing greeting',
    play: { on: { '': '-ERR no service' } },
    evidence: { phase: 'greeting', kind: 'refused', text: 'no service' },
  },
  {
    what: 'a refusing greeting that hangs up at once',
    play: { on: { '': saying('-ERR [SYS/TEMP] too many connections\r\n', closing) } },
    evidence: {
      phase: 'greeting',
      kind: 'refused',
      responseCode: 'SYS/TEMP',
      text: '[SYS/TEMP] too many connections',
    },
  },
  {
    what: 'a maildrop in use',
    play: { on: { PASS: '-ERR [IN-USE] Do you have another POP session running?' } },
    evidence: {
      phase: 'auth',
      kind: 'refused',
      command: 'PASS',
      responseCode: 'IN-USE',
      text: '[IN-USE] Do you have another POP session running?',
    },
  },
  {
    what: 'a wrong password',
    play: { on: { PASS: '-ERR [AUTH] Authentication failed.' } },
    evidence: {
      phase: 'auth',
      kind: 'refused',
      command: 'PASS',
      responseCode: 'AUTH',
      text: '[AUTH] Authentication failed.',
    },
  },
  {
    what: 'a wrong password without a code or a word',
    play: { on: { PASS: '-ERR' } },
    evidence: { phase: 'auth', kind: 'refused', command: 'PASS' },
  },
  {
    what: 'a login that comes too soon',
    play: { on: { PASS: '-ERR [LOGIN-DELAY] minimum time between mail checks' } },
    evidence: {
      phase: 'auth',
      kind: 'refused',
      command: 'PASS',
      responseCode: 'LOGIN-DELAY',
      text: '[LOGIN-DELAY] minimum time between mail checks',
    },
  },
  {
    what: 'a passing trouble in small letters',
    play: { on: { USER: '-ERR [sys/temp] try later' } },
    evidence: {
      phase: 'auth',
      kind: 'refused',
      command: 'USER',
      responseCode: 'SYS/TEMP',
      text: '[sys/temp] try later',
    },
  },
  {
    what: 'AUTH refused, which is not tried again',
    play: { capabilities: [...SASL, 'USER'], on: { AUTH: '-ERR [AUTH] no' } },
    plan: { settings: { password: `${PASSWORD} ` } },
    evidence: { phase: 'auth', kind: 'refused', command: 'AUTH', responseCode: 'AUTH', text: '[AUTH] no' },
  },
  {
    what: 'AUTH refused in its second step',
    play: { capabilities: SASL, on: { AUTH: '+ ', SASL: '-ERR no' } },
    evidence: { phase: 'auth', kind: 'refused', command: 'AUTH', text: 'no' },
  },
  {
    what: 'neither UIDL nor LIST',
    play: { on: { UIDL: '-ERR', LIST: '-ERR [SYS/PERM] broken index' } },
    evidence: {
      phase: 'search',
      kind: 'refused',
      command: 'LIST',
      responseCode: 'SYS/PERM',
      text: '[SYS/PERM] broken index',
    },
  },
  {
    what: 'neither TOP nor RETR',
    play: { on: { TOP: '-ERR what?', RETR: '-ERR not that either' } },
    evidence: { phase: 'retrieve', kind: 'refused', command: 'TOP', text: 'what?' },
  },
  {
    what: 'DELE refused',
    play: { on: { DELE: '-ERR read-only' } },
    evidence: { phase: 'delete', kind: 'refused', command: 'DELE', text: 'read-only' },
  },
  {
    what: 'QUIT refused',
    play: { on: { QUIT: '-ERR some deleted messages not removed' } },
    evidence: {
      phase: 'delete',
      kind: 'refused',
      command: 'QUIT',
      text: 'some deleted messages not removed',
    },
  },
  {
    what: 'control characters and more words than anybody reads',
    play: { on: { USER: `-ERR \x1b[2J${'x'.repeat(3000)}` } },
    evidence: { phase: 'auth', kind: 'refused', command: 'USER', text: `\\x1b[2J${'x'.repeat(292)}…` },
  },
]

export const nonsense: Fault[] = [
  {
    what: 'a greeting that is silent for longer than its share',
    play: { on: { '': silent } },
    plan: { greetingMs: 100 },
    evidence: { phase: 'greeting', kind: 'no-greeting', text: 'no greeting within 100 ms' },
  },
  {
    what: 'a greeting that drips for longer than its share',
    play: { on: { '': dripping('+OK this goes on and on') } },
    plan: { greetingMs: 100 },
    evidence: { phase: 'greeting', kind: 'no-greeting', text: 'no greeting within 100 ms' },
  },
  {
    what: 'an SMTP server',
    play: { on: { '': '220 mail.example.test ESMTP' } },
    evidence: { phase: 'greeting', kind: 'protocol', text: '220 mail.example.test ESMTP' },
  },
  {
    what: 'a greeting of 8-bit garbage',
    play: { on: { '': saying('\x00\xff\x01\r\n') } },
    evidence: { phase: 'greeting', kind: 'protocol', text: '\\x00ÿ\\x01' },
  },
  {
    what: 'a greeting of 10 MB in one line',
    play: { on: { '': flooding('+OK ', Buffer.alloc(65_536, 'x')) } },
    evidence: { phase: 'greeting', kind: 'protocol' },
  },
  {
    what: 'a listing that never ends',
    play: { on: { UIDL: flooding('+OK\r\n', Buffer.from('1 x\r\n'.repeat(5000))) } },
    evidence: {
      phase: 'search',
      kind: 'protocol',
      command: 'UIDL',
      text: 'UIDL: a body of more than 33554432 octets',
    },
  },
  {
    what: 'a listing of one line that never ends',
    play: { on: { LIST: flooding('+OK\r\n1', Buffer.alloc(65_536, '1')) } },
    evidence: {
      phase: 'search',
      kind: 'protocol',
      command: 'LIST',
      text: 'LIST: a line of more than 4096 octets',
    },
  },
  {
    what: 'a header that never ends',
    play: { on: { TOP: flooding('+OK\r\n', Buffer.from('A: b\r\n'.repeat(1000))) } },
    evidence: {
      phase: 'retrieve',
      kind: 'over-bound',
      command: 'TOP',
      text: 'TOP: a body of more than 8388608 octets',
    },
  },
  {
    what: 'a list of capabilities that never ends',
    play: { on: { CAPA: flooding('+OK\r\n', Buffer.from('X-A\r\n'.repeat(1000))) } },
    evidence: {
      phase: 'greeting',
      kind: 'protocol',
      command: 'CAPA',
      text: 'CAPA: a body of more than 32768 octets',
    },
  },
  {
    what: 'a reply ahead of its command',
    play: { on: { USER: saying('+OK\r\n+OK logged in\r\n') } },
    evidence: { phase: 'auth', kind: 'protocol', command: 'PASS', text: '+OK logged in' },
  },
  {
    what: 'a second greeting',
    play: { on: { '': saying('+OK one\r\n+OK two\r\n') } },
    evidence: { phase: 'greeting', kind: 'protocol', command: 'CAPA', text: '+OK two' },
  },
  {
    what: 'a challenge where there is nothing to answer',
    play: { on: { PASS: '+ ' } },
    evidence: { phase: 'auth', kind: 'protocol', command: 'PASS', text: '+ ' },
  },
  {
    what: 'a second challenge',
    play: { capabilities: SASL, on: { AUTH: '+ ', SASL: '+ ' } },
    evidence: { phase: 'auth', kind: 'protocol', command: 'AUTH' },
  },
  {
    what: 'a login that is granted before the password was said',
    play: { capabilities: SASL },
    plan: { settings: { password: 'x'.repeat(200) } },
    evidence: { phase: 'auth', kind: 'protocol', command: 'AUTH' },
  },
]
