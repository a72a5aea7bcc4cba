import type { Deps } from './deps.ts'
import { sameSecret } from './keys.ts'

/** A form key of ours and the moment at which its page was shown, signed: nobody makes up forms that we did not show. */
export async function stampForm(deps: Deps, formKey: string, page: string): Promise<string> {
  const shownAt = deps.now()
  return `${shownAt}.${await macOf(deps, formKey, page, shownAt)}`
}

/** When the form with this key was shown on this page (milliseconds UTC), or null for a stamp that we never gave. */
export async function shownAt(deps: Deps, formKey: string, page: string, stamp: string): Promise<number | null> {
  const [at = '', mac = ''] = stamp.split('.')
  if (!/^\d{1,16}$/.test(at)) return null
  return sameSecret(mac, await macOf(deps, formKey, page, Number(at))) ? Number(at) : null
}

const macOf = (deps: Deps, formKey: string, page: string, at: number) => deps.keys.mac('form', formKey, page, at)
