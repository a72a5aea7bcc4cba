import type { Contact } from '../../db/introductions/counterparts.ts'

/** A contact for an address book (RFC 6350, in the version that every phone reads). Names are one line of plain text. */
export const vcardOf = ({ name, email, phone, business }: Contact): string =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${escaped(name)};;;;`,
    `FN:${escaped(name)}`,
    `EMAIL:${escaped(email)}`,
    ...(phone ? [`TEL:${escaped(phone)}`] : []),
    ...(business ? [`ORG:${escaped(business)}`] : []),
    'END:VCARD',
    '',
  ].join('\r\n')

const escaped = (text: string): string => text.replaceAll(/[\\,;]/g, '\\$&').replaceAll(/[\r\n]+/g, ' ')
