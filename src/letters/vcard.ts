import type { Contact } from '../../db/introductions/counterparts.ts'

/** A contact for an address book (RFC 6350, in the version that every phone reads). Names are one line of plain text. */
export const vcardOf = ({ name, email, phone, business }: Contact): string =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${nameParts(name).map(escaped).join(';')};;;`,
    `FN:${escaped(name)}`,
    `EMAIL:${escaped(email)}`,
    ...(phone ? [`TEL:${escaped(phone)}`] : []),
    ...(business ? [`ORG:${escaped(business)}`] : []),
    'END:VCARD',
    '',
  ].join('\r\n')

/**
 * Family name and given name. People type both in one field: where they part is sure of two words, and before a word such
 * as "van"; any other name stays whole.
 */
function nameParts(name: string): [family: string, given: string] {
  const [given = '', ...rest] = name.trim().split(/\s+/)
  const isSure = rest.length === 1 || (rest.length > 1 && PARTICLES.has(rest[0]?.toLowerCase() ?? ''))
  return isSure ? [rest.join(' '), given] : [name, '']
}

const PARTICLES = new Set('van vande vanden vander de den der da di du el al ben le la'.split(' '))

const escaped = (text: string): string => text.replaceAll(/[\\,;]/g, '\\$&').replaceAll(/[\r\n]+/g, ' ')
