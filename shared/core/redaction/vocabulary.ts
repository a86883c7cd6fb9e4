/**
 * Words of the protocols, of common refusals and of our own notes, in lower case. They stay in the log though a
 * password is such a word: they would stand there anyway, and a gap in a well-known sentence would say more
 * than the sentence does. `test/core/redaction/vocabulary.test.ts` says whose words must be here.
 */
const WORDS = `
  a aber abort aborted about above absent abuse accept accepted accepts acceptée acces acceso access
  accessed account accounts accès action activate active add address addresses admin administrator
  administrators adresse advertised after again against ago aka alert alerts all allocation allow allowed
  allows almost alone already alreadyexists also always amazon an and anew anmelden anmeldename anmeldung
  anonymous another answer answered answering answers any anybody anyone anything apart apop app apple
  application applications archive are argument arguments around arrive arrived arrives as ascii ask asked
  asks associated at attempt attempted attempting attempts autenticación autenticazione autenticação auth
  authenticate authenticated authenticating authentication authenticationfailed authenticator
  authentification authentifizieren authentifizierung authorisation authorised authority authorization
  authorizationfailed authorized auto automatic autorización available away aws back backend backup bad
  badcharset bandwidth bare base64 basic bdat be because been before begin beginning begins begun behalf
  behind being below benutzer benutzerkennung benutzername besetzt better between beyond big bitte black
  blacklist blacklisted blank blanks block blocked blocklist blocks body both bounce bounces boundary
  bounds box brackets break broke broken browser bug busy but by bye byte bytes call callout came can
  cannot capa capabilities capability case cause certificate certificates cgfzc3dvcmq6 ch challenge change
  changed changes changing character characters chdir check checked checking checks child choose cipher
  clear client clientbug cliente clients clock close closed closes closing co code codes com come comes
  command commands commit common complete completed compte concurrent conditional config configuration
  configured connect connected connecting connection connections connexion consent consumers conta contact
  contactadmin content contents continue contraseña control copyuid corrupt corrupted corruption could
  couldn count counted country counts courier cram crash crashed create created credenciales credential
  credentials criteria cuenta current currently customer cut cyrus daemon daily das data database date day
  days de dead deadline default defaults deferral deferred defers definition del delay delayed delays dele
  delegated delete deleted deletes deletion deliver deliverable delivered delivers delivery dem demo den
  denied deny der derzeit des desactivado dev device did didn die dienst different digest direct
  directories directory disable disabled disallowed disconnect disconnected discontinued disk dkim dmarc
  dns do document documentation does doesn doing domain domains don done dot dovecot down download
  downloaded drop dropped du due duplicate during dxnlcm5hbwu6 each earlier early edu ehlo ein eine
  einloggen either el else elsewhere email emails empty en enable enabled encoded encrypt encrypted
  encryption end ended ending endpoint ends enforced enhanced enhancedstatuscodes enough enter entered entry
  envelope eof equal erforderlich errado errata erreur erreurs errno error errors esmtp esmtps est
  estimate et etc eu even events ever every everything examine example exceed exceeded exceeding exceeds
  excessive excessively exchange exclusive exist existent existiert exists expect expected expire expired
  expires explicit expunge expunged expungeissued external fail failed failing fails failure failures
  falsch falscher falsches false family far fast fastmail fatal faults feature fehler fehlerhaft
  fehlgeschlagen fetch fetched few field fifth file files filled final find finding first fixed flagged
  folder folders follow following follows for forbidden forced forged forgot fork form format found fqdn
  fr framework frequency frequent frequently from full fully function further gap gaps gateway gave
  gebruikersnaam gesperrt get getting give given gmail gmx go goes going gone good google got gov grant
  granted grants greet greeting greylist greylisted greylisting group growing gsmtp gssapi guidelines had
  half hand handle handshake hang happen hard has hasn have header headers held hello helo help helpdesk
  here high hit hold holds home hop host hosted hostname hosts hour hours how however htm html http https
  häufig häufigkeit i icloud id identifiant identifiants identification identifier identity idle idling
  ids if ignored illegal im imap imap4 imap4rev1 imaps immediately impersonation implementation
  implemented in inactive inactivity inbound inbox inc included includes incoming incomplete inconnu
  inconnue incorrect incorrecta incorrectly incorrecto incorrectos incorreta index indicate inet info
  information inhabituelle initial inside instant instead insufficient intentional internal internet
  interrupted interval into inuse invalid invalide inválida inválido io ip ipv4 ipv6 is isn issue ist it
  items its itself jolly json junk junkserver just keep keeps kein keine kennwort kept kerberos key keyword
  kind kindly know known knows konto la lack lacks language large las last late later latin ldap le learn
  least left legacy length les less let letter license like likewise limit limited limits line lines link
  list listed listen listing literal lmtp load local localhost location lock locked locking log logged
  logging login logindisabled logins logon logout logs long longer look looked looking looks lookup lookups
  los lost low lower made mail mailbox mailboxes maildir maildrop mailer mails maintenance make makes
  malformed managed mandatory manual many mariadb marked match matches max maximum may maybe md5 me mean
  means mechanism mechanisms megabytes mehr member memory message messages method methods mfa microsoft
  might migrated migration milter mime min minimum mins minute minutes mismatch missing mistakes mit
  mobile mode moment momentan momento moments monitor monitors month more most mot mots move moved ms much
  multiple must mutual my mysql name named names namespace near need needed needs negotiate negotiation
  neither net network never new newer news next nicht nl no nobody nologin nom nombre nome non none
  nonexistent noop noperm nor normal noselect not noted nothing notice now ntlm nul null number numbers
  nur oauth oauth2 oauthbearer octet octets oder of off offer offered offers office office365 oft often ok
  okay old older on once one ones only onto open opened operation opportunistic option options or order
  org organization original other others otherwise ou our out outbound outgoing outlook over overload
  overloaded overquota own owned owner packet page pam par parameter parameters part partial parts pas
  pass passe passed passes passing passphrase passwd password passwords passwort path pause paused pending per
  percent perhaps perm permanent permanentflags permanently permission permissions permitted person
  personal phase phone pin pipelining place plain plaintext plan please plugin point policies policy
  polite poll polling pop pop3 pop3s port portal ports possible post postfach postfix postgres postgrey
  postmaster pour preauth prefix previous prior privacyrequired private probe problem problems process
  processed processing program progress prohibited proof protected protection protocol protocols prove
  provide provided provider proxy prüfen ptr put qualified query queue queued quick quit quota quote
  radius ran range rate rather rcpt rcpthosts re reach reached read readable reading readonly ready real
  really reason reasons receive received recent recently recipient recipients recognised recognized
  recover redirect redis refer reference refresh refusal refusals refuse refused refuses refusé register
  registered reject rejected rejection relay relaying remote remove removed renew repeat repeated replied
  reply report reputation request requested requests require required requirement requirements requires
  reset resolve resolved resource resources respond responding response responses rest restart restarted
  restarting restricted restriction restrictions result retr retrieve retry return returned reverse
  revoked right rights room rset run running said same sandbox sasl save saved saw say says scan schedule
  scheduled scheme scope scram screen search searched sec second seconds secret secs secure secured security
  see seem seems seen sehr select selected self send sender senders sending sends senha sent sequence
  serious server serverbug servers serveur service services servicio servidor ses session sessionid sessions set
  setting settings setup several sha sha1 sha256 sha512 shared short shortly should show shown shut
  shutdown shutting sich side sie sign signed signin silence silent simultaneous since single size sizes
  slow small smtp smtps smtputf8 so socket software some somebody someone something soon sorry source
  souvent space spam specific specified specify sperre spf split spool sql sqlite ssl stage stale stand
  standing start started starting starts starttls stat state status stay stayed stays step still stls stop
  stopped storage store stored strange strong stuck su subject submission submit submitted subscribed
  subscription success successful successfully such suite support supported supports suppressed suppression suspended
  suspicious sweep swept switch switched sync syntax sys system systems take taken takes tell temp
  temporairement temporarily temporary tenant terminated terms test text than thank thanks that the their
  them then there these they thing third this those though three throttle throttled throttling through throughout
  ticket time timed timeout timestamp tls tlsv1 to today together token tokens told too took top total
  traffic transaction transfer transient transition trash tried tries trop trouble true trusted try
  trycreate trying turn turned twice two type ube uce ugfzc3dvcmq6 ugfzc3dvcmqa uid uidl uidnext
  uidnotsticky uidplus uidvalidity uk un unable unanswered unauthenticated unauthorised unauthorized
  unavailable unbekannt uncaught und undeliverable under understood une unencrypted unexpected unfinished
  ungültig ungültige ungültiger unique unix unknown unless unlock unlocked unpaid unreachable unreadable
  unrecognised unrecognized unsafe unsecure unseen unselect unspecified unsuccessful unsupported until
  untrusted unusable unverified up update updated upgrade upper url us usage use used user userid username
  users uses using usual usuario usuário utente utf8 utilisateur valid validate validation value verb
  verfügbar verification verified verify verifying version versuche versuchen very veuillez via view
  violated violation virtual virus visit von voor vorübergehend votre vxnlciboyw1l vxnlcm5hbwu6 wachtwoord
  wait waited waiting waits want wanted wants warning warten was wasn way we web webalert webmail website
  week welcome well went were what when where whether which while who whole whom whose why wiederholen
  will window with within without won word words work works would write wrong www xoauth xoauth2 yahoo yes
  yet you your zeit zero zoho zone zu zugang zugriff zugriffe zur авторизация аутентификация временно
  доступ запрещен и или имя логин не неверный недоступен ошибка пароль пользователя слишком часто
`

const COMMON: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))

/** What a word is here: letters and digits, nothing between them. */
export const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** Words that are never hidden: the common ones, and those that one run's definition says openly. */
export interface KnownWords {
  /** Every word of this text, as a user name or a host, is known from now on. */
  add(text: string): void
  /** In any case. */
  has(word: string): boolean
  /** What was added, each as it is. */
  readonly texts: ReadonlySet<string>
}

export function knownWords(): KnownWords {
  const added = new Set<string>()
  const texts = new Set<string>()
  return {
    texts,
    add(text) {
      if (text !== '') texts.add(text)
      for (const word of text.toLowerCase().match(WORD) ?? []) added.add(word)
    },
    has(word) {
      const lower = word.toLowerCase()
      return COMMON.has(lower) || added.has(lower)
    },
  }
}
