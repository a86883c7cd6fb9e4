import { readableFolder } from './folder-name.ts'
import { type DataResponse, textOf } from './responses.ts'

/** Folders that are found by what they are for; their names as the server has them, raw UTF-8 decoded. */
export interface SpecialFolders {
  junk?: string
  trash?: string
  /** There is a folder of all messages: what is deleted elsewhere may stay in it (RFC 6154 `\All`). */
  keepsAll: boolean
}

/** As mail programs and providers name them, without blanks and signs; only where the server marks none. */
const JUNK = new Set(
  (
    'junk spam junkemail junkmail junkeemail bulk bulkmail spambox spamverdacht unerwünscht unerwünschteemails ' +
    'courrierindésirable indésirables indésirable pourriel pourriels correonodeseado nodeseado correobasura ' +
    'postaindesiderata indesiderata ongewenst ongewensteemail ongewenstepost lixoeletrônico lixoeletrónico ' +
    'lixoelectrónico lixo skräp skräppost søppelpost søppel uønsket uønsketpost uønsketepost roskaposti ' +
    'wiadomościśmieci niechciane nevyžádaná nevyžádanápošta nevyžiadaná nevyžiadanápošta levélszemét ' +
    'istenmeyen istenmeyenposta önemsiz önemsizeposta gereksiz ανεπιθύμητη ανεπιθύμηταμηνύματα спам ' +
    'нежелательнаяпочта спамове небажанапошта нежеланапошта רואלזבל דואראשפה 垃圾邮件 垃圾郵件 迷惑メール 스팸 스팸메일함 정크메일'
  ).split(' '),
)
const TRASH = new Set(
  (
    'trash deleted deleteditems deletedmessages bin papierkorb gelöscht gelöschteelemente gelöschteobjekte corbeille ' +
    'élémentssupprimés papelera elementoseliminados cestino postaeliminata eliminata prullenbak lixeira itensexcluídos ' +
    'papperskorgen papirkurv papirkurven roskakori kosz koš kôš kuka çöpkutusu корзина удаленные кошик 已删除邮件 ゴミ箱 휴지통'
  ).split(' '),
)

/** What LIST answered: `* LIST (\HasNoChildren \Junk) "/" Spam`. */
export function specialFolders(data: readonly DataResponse[]): SpecialFolders {
  const listed = data.flatMap(({ name: response, values: [flags, separator, name] }) => {
    if (response !== 'LIST' || typeof name !== 'string' || !Array.isArray(flags)) return []
    const list: readonly unknown[] = flags
    const marks = list.map((flag) => String(flag).toLowerCase())
    // No command can name it.
    if (/[\r\n\0]/.test(name)) return []
    return [{ name: textOf(name), marks, separator: typeof separator === 'string' ? separator : undefined }]
  })
  const usable = listed.filter(
    ({ marks }) => !marks.includes('\\noselect') && !marks.includes('\\nonexistent'),
  )
  const find = (mark: string, names: ReadonlySet<string>) =>
    (
      usable.find(({ marks }) => marks.includes(mark)) ??
      usable
        .filter(({ name, separator }) => names.has(bare(lastPart(name, separator))))
        .sort((a, b) => a.name.length - b.name.length)[0]
    )?.name
  const junk = find('\\junk', JUNK)
  const trash = find('\\trash', TRASH)
  return {
    ...(junk !== undefined && { junk }),
    ...(trash !== undefined && { trash }),
    keepsAll: usable.some(({ marks }) => marks.includes('\\all')),
  }
}

function lastPart(name: string, separator: string | undefined): string {
  return separator === undefined || separator === '' ? name : (name.split(separator).at(-1) ?? name)
}

function bare(name: string): string {
  return readableFolder(name)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
