/** Mailboxes that Belgians have, and a few real ones that lie one key away from them. */
const COMMON = [
  'gmail.com',
  'hotmail.com',
  'hotmail.be',
  'outlook.com',
  'outlook.be',
  'live.be',
  'telenet.be',
  'skynet.be',
  'proximus.be',
  'scarlet.be',
  'pandora.be',
  'icloud.com',
  'yahoo.com',
]
const ALSO_REAL = ['mail.com', 'ymail.com', 'email.com', 'live.de', 'hotmail.de', 'outlook.de']

/** The address that was probably meant, when its domain lies one slip of the thumb from a common one; else null. */
export function likelyEmail(email: string): string | null {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1).toLowerCase()
  if (COMMON.includes(domain) || ALSO_REAL.includes(domain)) return null
  const meant = COMMON.find((common) => isOneSlip(domain, common))
  return meant ? `${email.slice(0, at)}@${meant}` : null
}

/** One sign too many, too few, another one, or two neighbours swapped. */
function isOneSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false
  let from = 0
  while (from < typed.length && typed[from] === meant[from]) from++
  const rest = { typed: typed.slice(from), meant: meant.slice(from) }
  return (
    rest.typed.slice(1) === rest.meant ||
    rest.typed === rest.meant.slice(1) ||
    rest.typed.slice(1) === rest.meant.slice(1) ||
    (rest.typed[0] === rest.meant[1] && rest.typed[1] === rest.meant[0] && rest.typed.slice(2) === rest.meant.slice(2))
  )
}
